/**
 * Provides the servers that the services need: embedded, in containers, or as a process that can be
 * killed.
 */
package io.loyalty.endtoend.backends;
