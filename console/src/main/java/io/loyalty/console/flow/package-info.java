/** The screen Flow: the account of now, from the queue to the warehouse, as one picture. */
package io.loyalty.console.flow;
