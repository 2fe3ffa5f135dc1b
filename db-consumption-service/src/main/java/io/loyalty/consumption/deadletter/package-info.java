/** What the load refuses or can't handle, and why. Types only. */
package io.loyalty.consumption.deadletter;
