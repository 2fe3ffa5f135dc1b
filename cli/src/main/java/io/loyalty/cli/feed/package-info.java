/** Feeds events into the queue and follows them, by the services' answers, to the warehouse. */
package io.loyalty.cli.feed;
