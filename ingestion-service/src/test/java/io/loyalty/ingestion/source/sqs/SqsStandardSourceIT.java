package io.loyalty.ingestion.source.sqs;

import java.util.UUID;

class SqsStandardSourceIT extends SqsContract {
  private final String name = "contract-" + UUID.randomUUID();

  @Override
  String queueName() {
    return name;
  }
}
