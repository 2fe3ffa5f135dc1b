package io.loyalty.face;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Reports invalid settings of the API as one sentence when the start fails. */
final class InvalidApiSettingsAnalyzer
    extends AbstractFailureAnalyzer<InvalidApiSettingsException> {
  @Override
  protected FailureAnalysis analyze(Throwable failure, InvalidApiSettingsException cause) {
    return new FailureAnalysis(cause.getMessage(), null, failure);
  }
}
