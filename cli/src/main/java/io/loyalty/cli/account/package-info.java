/**
 * Compares the events sent with those that arrived, and shows the result. This package knows
 * neither queue nor process.
 */
package io.loyalty.cli.account;
