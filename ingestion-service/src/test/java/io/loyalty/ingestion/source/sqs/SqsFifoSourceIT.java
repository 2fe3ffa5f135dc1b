package io.loyalty.ingestion.source.sqs;

import java.util.UUID;

class SqsFifoSourceIT extends SqsContract {
  private final String name = "contract-" + UUID.randomUUID() + ".fifo";

  @Override
  String queueName() {
    return name;
  }
}
