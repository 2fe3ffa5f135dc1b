/**
 * Runs services as processes of their own, which a test can stop, kill and freeze. Knows nothing of
 * what they do.
 */
package io.loyalty.endtoend.process;
