/** Contains what db-consumption-service answers of the scorecards of sources. */
package io.loyalty.client.scorecard;
