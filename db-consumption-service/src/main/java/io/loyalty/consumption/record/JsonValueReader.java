package io.loyalty.consumption.record;

/** Reads an Avro value inside a jsonb column and appends it as JSON. */
@FunctionalInterface
interface JsonValueReader {
  void read(AvroCursor in, JsonText out);
}
