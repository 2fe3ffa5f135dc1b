package io.loyalty.consumption.record;

/** Reads one Avro value and pushes it as columns. */
@FunctionalInterface
interface ColumnReader {
  void read(AvroCursor in, RowSink out);
}
