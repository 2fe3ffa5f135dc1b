/** Ends a JVM when the process that started it ends. This package only uses the JDK. */
package io.loyalty.localstack.guard;
