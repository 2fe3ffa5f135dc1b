package io.loyalty.console.flow;

import io.loyalty.console.service.Answered;
import java.util.List;

/**
 * Holds the last 24 hours, and where they are from.
 *
 * @param hours the hours, the oldest first
 * @param origin what has counted them
 * @param fault why that is not Prometheus although one is configured; otherwise null
 */
record Day(Answered<List<Hour>> hours, String origin, String fault) {
  private static final String LEDGER = "the warehouse's ledger";

  static Day ofPrometheus(List<Hour> hours) {
    return new Day(Answered.of(hours), "Prometheus", null);
  }

  static Day ofLedger(Answered<List<Hour>> hours) {
    return new Day(hours, LEDGER, null);
  }

  static Day ofLedger(Answered<List<Hour>> hours, String fault) {
    return new Day(hours, LEDGER, fault);
  }
}
