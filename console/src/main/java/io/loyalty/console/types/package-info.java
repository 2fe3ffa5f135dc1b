/** The screen Event types: their rates, contracts, drift and lag, and the trial of an event. */
package io.loyalty.console.types;
