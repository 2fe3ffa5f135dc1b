/**
 * Makes the events that tests send: one of each type spelled out, and those that are hard to
 * handle.
 */
package io.loyalty.endtoend.event;
