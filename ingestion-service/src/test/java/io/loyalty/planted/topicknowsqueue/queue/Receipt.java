package io.loyalty.planted.topicknowsqueue.queue;

/** What a topic must not know. */
public record Receipt(String handle) {}
