/** Sends events to the queue and follows them to the warehouse by the services' responses. */
package io.loyalty.cli.feed;
