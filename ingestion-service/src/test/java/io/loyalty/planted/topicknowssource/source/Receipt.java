package io.loyalty.planted.topicknowssource.source;

/** What a topic must not know. */
public record Receipt(String handle) {}
