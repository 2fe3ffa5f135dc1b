package io.loyalty.ingestion.recovery;

import io.loyalty.ingestion.record.CandidateContract;
import io.loyalty.ingestion.record.RecordProperties;
import io.loyalty.ingestion.record.UnusableCandidateException;
import io.loyalty.schemas.contract.EventCatalogue;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Compiles each candidate version of a contract once, by its text, and keeps the last few.
 * Thread-safe.
 */
final class CandidateContracts {
  private static final int KEPT = 4;

  private final EventCatalogue catalogue;
  private final RecordProperties properties;
  private final Clock clock;
  private final Map<String, Compiled> compiled =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Compiled> eldest) {
          return size() > KEPT;
        }
      };

  /** A contract, or why it can't be used. */
  private record Compiled(CandidateContract contract, String fault) {}

  CandidateContracts(EventCatalogue catalogue, RecordProperties properties, Clock clock) {
    this.catalogue = catalogue;
    this.properties = properties;
    this.clock = clock;
  }

  /** Why that text is no contract that events can be validated against; null if it is one. */
  String fault(String text) {
    return compiled(text).fault();
  }

  /** The contract; null if it has a fault. */
  CandidateContract contract(String text) {
    return compiled(text).contract();
  }

  private synchronized Compiled compiled(String text) {
    Compiled known = compiled.get(text);
    if (known == null) {
      known = compile(text);
      compiled.put(text, known);
    }
    return known;
  }

  private Compiled compile(String text) {
    try {
      return new Compiled(CandidateContract.of(text, catalogue, properties, clock), null);
    } catch (UnusableCandidateException e) {
      return new Compiled(null, e.getMessage());
    }
  }
}
