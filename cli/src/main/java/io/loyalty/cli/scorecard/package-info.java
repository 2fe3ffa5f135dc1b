/** Prints the scorecard of a source as a table. */
package io.loyalty.cli.scorecard;
