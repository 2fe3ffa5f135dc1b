/**
 * What is live: asks the services once for all browsers, remembers the last 15 minutes, and sends
 * pages what has changed.
 */
package io.loyalty.console.live;
