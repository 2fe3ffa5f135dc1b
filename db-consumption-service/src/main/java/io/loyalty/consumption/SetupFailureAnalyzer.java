package io.loyalty.consumption;

import io.loyalty.schemas.contract.InvalidContractException;
import org.apache.kafka.common.config.ConfigException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Says in one sentence, without a stack trace, what keeps the service from starting. */
final class SetupFailureAnalyzer implements FailureAnalyzer {
  @Override
  public FailureAnalysis analyze(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidSetupException || cause instanceof InvalidContractException) {
        return new FailureAnalysis(cause.getMessage(), null, failure);
      }
      if (cause instanceof ConfigException) {
        return new FailureAnalysis(
            "Kafka's client refuses its settings: " + cause.getMessage(),
            "See spring.kafka in application.yml.",
            failure);
      }
    }
    return null;
  }
}
