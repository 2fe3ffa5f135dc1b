package io.loyalty.consumption.planted.load;

import org.apache.kafka.common.TopicPartition;

record KnowsKafka(TopicPartition partition) {}
