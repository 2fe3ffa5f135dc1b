package io.loyalty.stream.stage;

import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/** Holds the settings of topics that keep the state of stages. */
public final class Changelogs {
  /**
   * Of window stores. Their topics delete by age. By the time of events, an old day that is loaded
   * today would be deleted at once, and a restored store would lack it; so age counts from when
   * Kafka took a record. Which window it belongs to is in its key.
   */
  public static final Map<String, String> OF_WINDOWS =
      Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");

  private Changelogs() {}
}
