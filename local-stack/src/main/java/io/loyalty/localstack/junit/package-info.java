/**
 * Shares one local stack among all tests of a JVM. This package knows JUnit, and no part of the
 * stack.
 */
package io.loyalty.localstack.junit;
