/**
 * Starts the local stack and both services as processes, and leaves none behind. Knows their
 * command lines, and nothing of what they do.
 */
package io.loyalty.cli.process;
