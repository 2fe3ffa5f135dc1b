package io.loyalty.face;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lets wrong settings of the API end the start with one sentence. */
final class InvalidApiSettingsAnalyzer
    extends AbstractFailureAnalyzer<InvalidApiSettingsException> {
  @Override
  protected FailureAnalysis analyze(Throwable failure, InvalidApiSettingsException cause) {
    return new FailureAnalysis(cause.getMessage(), null, failure);
  }
}
