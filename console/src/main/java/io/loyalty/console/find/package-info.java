/** The screen Find: the way of one event from the queue to its row, found by any of its ids. */
package io.loyalty.console.find;
