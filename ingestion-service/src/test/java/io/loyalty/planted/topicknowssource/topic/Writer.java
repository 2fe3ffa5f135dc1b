package io.loyalty.planted.topicknowssource.topic;

/** Planted: a topic that knows the source. */
record Writer(io.loyalty.planted.topicknowssource.source.Receipt receipt) {}
