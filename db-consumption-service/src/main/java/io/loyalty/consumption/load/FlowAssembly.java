package io.loyalty.consumption.load;

import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.decode.RecordDecoding;
import io.loyalty.consumption.decode.WriterPlans;
import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.topic.TopicLogs;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.warehouse.load.TableWriter;
import io.loyalty.consumption.warehouse.tables.Migrations;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Puts the flow together.
 *
 * @param topics what is loaded
 * @param logs what the brokers say of it
 * @param registry the writer schemas
 * @param writer the warehouse
 * @param migrations its tables
 */
public record FlowAssembly(
    EventTopics topics,
    TopicLogs logs,
    SchemaRegistry registry,
    TableWriter writer,
    Migrations migrations) {

  /**
   * The service that loads.
   *
   * @param reader makes the reader for a database, which joins the group when the tables are ready
   * @param collector the batch
   * @param owner whose the group is
   * @param brokenSetup is told in one sentence why nothing can be loaded
   */
  public LoadService service(
      Function<String, TopicReader> reader,
      BatchCollector collector,
      FlowProperties times,
      Clock clock,
      GroupOwner owner,
      Consumer<String> brokenSetup) {
    TablePreparing tables = new TablePreparing(migrations, writer, topics);
    Function<String, ConsumptionFlow> flow =
        database -> {
          TopicReader reading = reader.apply(database);
          return new ConsumptionFlow(
              reading,
              collector,
              new FlowSteps(
                  new PartitionPlacing(reading, logs, writer, collector),
                  new DecodeStep(
                      new RecordDecoding(new WriterPlans(registry), topics, collector), times),
                  new BatchWriting(writer, logs, topics, collector, reading::wakeup),
                  tables),
              times,
              clock);
        };
    return new LoadService(
        new LoadService.LoadParts(topics.names(), tables, owner, flow, writer),
        times,
        clock,
        brokenSetup);
  }
}
