package io.loyalty.planted.avrooutside.envelope;

/** Planted: Avro outside of the record. */
record Reader(org.apache.avro.Schema schema) {}
