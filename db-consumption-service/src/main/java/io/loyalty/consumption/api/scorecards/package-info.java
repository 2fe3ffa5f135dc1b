/** Serves the scorecards of sources over HTTP. */
package io.loyalty.consumption.api.scorecards;
