/**
 * Tells the way of an event or a dead letter from the queue to its row, in sentences, for the
 * command and the console.
 */
package io.loyalty.client.way;
