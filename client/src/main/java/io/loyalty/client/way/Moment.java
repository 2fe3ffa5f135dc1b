package io.loyalty.client.way;

import java.time.Instant;

/**
 * Tells what happened to an event at a time.
 *
 * @param at when; null if it is not known
 * @param what what happened, in a word
 * @param detail where, and with which result
 * @param bad whether somebody should look at it
 */
public record Moment(Instant at, String what, String detail, boolean bad) {}
