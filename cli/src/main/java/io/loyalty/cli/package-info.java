/**
 * The {@code pipeline} command: one class per subcommand. Wires the rooms, and is imported by none.
 */
package io.loyalty.cli;
