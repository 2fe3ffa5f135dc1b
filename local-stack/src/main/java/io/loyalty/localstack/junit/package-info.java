/** Lends one local stack to all tests of a JVM. Knows JUnit, and no part of the stack. */
package io.loyalty.localstack.junit;
