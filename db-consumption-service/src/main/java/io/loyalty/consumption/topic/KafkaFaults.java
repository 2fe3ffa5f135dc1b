package io.loyalty.consumption.topic;

import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Explains faults of Kafka's client. */
final class KafkaFaults {
  private KafkaFaults() {}

  /** Wraps the fault with a sentence that states the remedy if waiting alone does not help. */
  static TopicUnavailableException unavailable(Throwable fault) {
    return new TopicUnavailableException(sentence(fault), fault);
  }

  private static String sentence(Throwable fault) {
    String kind = fault.getClass().getSimpleName();
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      if (cause instanceof AuthenticationException) {
        return "Kafka and this service do not trust each other (%s: %s); check spring.kafka.ssl.*, spring.kafka.security.protocol and spring.kafka.properties.sasl.*"
            .formatted(kind, innermost(cause));
      }
      if (cause instanceof AuthorizationException) {
        return "Kafka allows this service too little (%s: %s); give its principal the rights of deploy/security/kafka-acls.txt"
            .formatted(kind, cause.getMessage());
      }
    }
    return "Kafka does not answer (%s)".formatted(kind);
  }

  private static String innermost(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }
}
