package io.loyalty.ingestion;

import io.loyalty.ingestion.record.plan.UnusableContractException;
import io.loyalty.ingestion.registry.BrokenRegistryException;
import io.loyalty.ingestion.source.BrokenSourceException;
import io.loyalty.ingestion.topic.BrokenTopicException;
import io.loyalty.schemas.contract.InvalidContractException;
import java.util.Set;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;

/** Reports a broken setup at the start with the one sentence of its exception. */
class BrokenSetUpAnalyzer implements FailureAnalyzer {
  private static final Set<Class<?>> BROKEN =
      Set.of(
          BrokenSourceException.class,
          BrokenTopicException.class,
          BrokenRegistryException.class,
          InvalidContractException.class,
          UnusableContractException.class);

  @Override
  public FailureAnalysis analyze(Throwable failure) {
    for (Throwable fault = failure; fault != null; fault = fault.getCause()) {
      if (BROKEN.contains(fault.getClass())) {
        return new FailureAnalysis(fault.getMessage(), null, failure);
      }
    }
    return null;
  }
}
