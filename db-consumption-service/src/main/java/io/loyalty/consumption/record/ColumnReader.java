package io.loyalty.consumption.record;

/** One node of a plan: reads an Avro value and pushes what it is in columns. */
@FunctionalInterface
interface ColumnReader {
  void read(AvroCursor in, RowSink out);
}
