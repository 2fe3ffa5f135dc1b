package io.loyalty.consumption.live;

import io.loyalty.consumption.batch.BatchCollector;
import io.loyalty.consumption.load.FlowProperties;
import io.loyalty.consumption.load.LoadLoop;
import io.loyalty.consumption.load.LoadLoops;
import io.loyalty.consumption.topic.TopicReader;
import io.loyalty.consumption.topic.TopicReaders;
import io.loyalty.consumption.warehouse.load.TableWriter;

/**
 * Makes the loop of the live load.
 *
 * @param loops makes loops
 * @param readers makes its reader, which joins the group when the loop runs
 * @param writer the warehouse
 * @param tables the tables
 * @param collector collects the batches
 * @param times how long the loop waits
 */
public record LiveLoops(
    LoadLoops loops,
    TopicReaders readers,
    TableWriter writer,
    TablePreparing tables,
    BatchCollector collector,
    FlowProperties times) {

  LoadLoop into(String database) {
    TopicReader reader = readers.loadingInto(database);
    return loops.loop(
        new LivePlaces(loops, reader, writer, tables, times), reader, writer, collector, times);
  }
}
