/**
 * Contains the {@code pipeline} command: one class per subcommand. This package wires the others,
 * and no other package imports it.
 */
package io.loyalty.cli;
