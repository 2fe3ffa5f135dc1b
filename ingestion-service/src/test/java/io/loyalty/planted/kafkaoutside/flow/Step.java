package io.loyalty.planted.kafkaoutside.flow;

/** Planted: the Kafka client outside of the topic. */
record Step(org.apache.kafka.common.TopicPartition partition) {}
