/**
 * Starts the local stack and both services as processes, and ends all of them. This package knows
 * only their command lines and settings.
 */
package io.loyalty.cli.process;
