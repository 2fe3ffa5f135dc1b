package io.loyalty.consumption.planted.flow;

import org.apache.kafka.common.TopicPartition;

record KnowsKafka(TopicPartition partition) {}
