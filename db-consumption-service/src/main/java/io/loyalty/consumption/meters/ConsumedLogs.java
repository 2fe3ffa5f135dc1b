package io.loyalty.consumption.meters;

import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.ReachableLogs;
import io.loyalty.consumption.topic.Retentions;
import io.loyalty.consumption.topic.TopicLogs;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Asks Kafka about the logs of all topics that the service loads. */
@Component
record ConsumedLogs(TopicLogs logs, EventTopics topics, Retentions known) {
  ReachableLogs reachable() {
    return logs.reachable(topics.names(), all -> true);
  }

  /** Returns how long Kafka keeps the records of each topic, and lets the status know. */
  Map<String, Duration> retentions() {
    Map<String, Duration> found = logs.retentions(topics.names());
    known.read(found);
    return found;
  }
}
