/** What the load refuses, and why. Types only. */
package io.loyalty.consumption.deadletter;
