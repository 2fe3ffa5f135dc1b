/** Prints the scorecard of a source, as a table or as a page of HTML. */
package io.loyalty.cli.scorecard;
