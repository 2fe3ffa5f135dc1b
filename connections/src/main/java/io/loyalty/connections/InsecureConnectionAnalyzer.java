package io.loyalty.connections;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports invalid settings of a connection as one sentence when the start fails. */
final class InsecureConnectionAnalyzer
    extends AbstractFailureAnalyzer<InsecureConnectionException> {
  @Override
  protected FailureAnalysis analyze(Throwable failure, InsecureConnectionException cause) {
    return new FailureAnalysis(cause.getMessage(), null, failure);
  }
}
