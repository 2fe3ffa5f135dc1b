package io.loyalty.consumption.load;

import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.decode.RecordDecoding;
import io.loyalty.consumption.decode.WriterPlans;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.time.Clock;

/**
 * Makes the loops of loads.
 *
 * @param topics the topics that can be loaded
 * @param logs the questions to the brokers
 * @param registry the writer schemas
 * @param clock the present
 */
public record LoadLoops(EventTopics topics, TopicLogs logs, SchemaRegistry registry, Clock clock) {

  /**
   * Makes a loop, which closes the reader and the writer at its end.
   *
   * @param places which records it loads
   * @param reader reads them
   * @param writer writes them, on the account that the places read
   * @param collector collects the batches
   * @param times how long it waits
   */
  public LoadLoop loop(
      Places places,
      TopicReader reader,
      TableWriter writer,
      BatchCollector collector,
      FlowProperties times) {
    return new LoadLoop(
        reader,
        collector,
        new DecodeStep(
            new RecordDecoding(new WriterPlans(registry, topics::checks), topics, collector),
            times),
        new BatchWriting(writer, logs, topics, collector, reader::wakeup),
        places,
        times,
        clock);
  }
}
