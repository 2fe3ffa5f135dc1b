package io.loyalty.ingestion.topic;

import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.RetriableException;

/** Describes the exceptions of Kafka's client. */
final class Faults {
  private Faults() {}

  static boolean isTransient(Throwable fault) {
    return fault instanceof RetriableException;
  }

  /**
   * Returns whether a topic got no replicas only because all brokers are still starting. Kafka has
   * no code of its own for it, only this message.
   */
  static boolean isOfFencedBrokers(InvalidReplicationFactorException fault) {
    return fault.getMessage() != null
        && fault.getMessage().contains("All brokers are currently fenced");
  }

  /** Returns the message of the innermost cause: Kafka's client wraps the useful one. */
  static String phrase(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null
        ? root.getClass().getSimpleName()
        : "%s (%s)".formatted(root.getMessage(), root.getClass().getSimpleName());
  }
}
