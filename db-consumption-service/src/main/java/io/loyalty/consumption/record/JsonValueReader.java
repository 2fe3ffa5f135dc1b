package io.loyalty.consumption.record;

/** One node of a plan inside a jsonb column: reads an Avro value and appends it as JSON. */
@FunctionalInterface
interface JsonValueReader {
  void read(AvroCursor in, JsonText out);
}
