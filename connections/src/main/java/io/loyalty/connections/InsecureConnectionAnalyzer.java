package io.loyalty.connections;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets wrong settings of a connection end the start with one sentence. */
final class InsecureConnectionAnalyzer
    extends AbstractFailureAnalyzer<InsecureConnectionException> {
  @Override
  protected FailureAnalysis analyze(Throwable failure, InsecureConnectionException cause) {
    return new FailureAnalysis(cause.getMessage(), null, failure);
  }
}
