/** Ties the life of a JVM to that of the process that started it. Knows nothing but the JDK. */
package io.loyalty.localstack.guard;
