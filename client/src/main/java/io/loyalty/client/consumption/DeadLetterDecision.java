package io.loyalty.client.consumption;

/** Describes a decision on dead letters: {@code resolved} or {@code reopened}, and how many. */
public record DeadLetterDecision(String id, String outcome, long deadLetters) {}
