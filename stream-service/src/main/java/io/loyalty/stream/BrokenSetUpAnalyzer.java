package io.loyalty.stream;

import io.loyalty.schemas.contract.InvalidContractException;
import io.loyalty.stream.run.BrokenStageException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Reports a broken set-up at the start with the one sentence of its exception. */
class BrokenSetUpAnalyzer implements FailureAnalyzer {
  @Override
  public FailureAnalysis analyze(Throwable failure) {
    for (Throwable fault = failure; fault != null; fault = fault.getCause()) {
      if (fault instanceof BrokenStageException || fault instanceof InvalidContractException) {
        return new FailureAnalysis(fault.getMessage(), null, failure);
      }
    }
    return null;
  }
}
