package io.loyalty.consumption.planted.batch;

import org.apache.avro.Schema;

record KnowsAvro(Schema schema) {}
