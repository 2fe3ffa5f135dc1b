/**
 * Sums up the scorecards of a source, and makes a page of HTML of them that can be sent to whoever
 * built it.
 */
package io.loyalty.client.scorecard.page;
