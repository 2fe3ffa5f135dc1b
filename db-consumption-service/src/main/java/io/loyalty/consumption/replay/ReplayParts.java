package io.loyalty.consumption.replay;

import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.warehouse.replay.ReplayTable;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.time.Clock;
import java.util.function.Supplier;

/**
 * What replays are made with.
 *
 * @param topics what can be read
 * @param logs what the brokers say of it
 * @param registry the writer schemas
 * @param table the replays
 * @param reader makes a reader of no group
 * @param times how long what takes
 * @param clock the present
 */
public record ReplayParts(
    EventTopics topics,
    TopicLogs logs,
    SchemaRegistry registry,
    ReplayTable table,
    Supplier<TopicReader> reader,
    ReplayProperties times,
    Clock clock) {

  /** The same, but for whom the replays are asked of. */
  public ReplayParts with(ReplayTable other) {
    return new ReplayParts(topics, logs, registry, other, reader, times, clock);
  }
}
