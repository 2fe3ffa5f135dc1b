package io.loyalty.planted.topicknowsqueue.topic;

/** Planted: a topic that knows the queue. */
record Writer(io.loyalty.planted.topicknowsqueue.queue.Receipt receipt) {}
