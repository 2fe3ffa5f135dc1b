package io.loyalty.console.doctor;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.HeldPartition;
import io.loyalty.client.consumption.ReconciliationList;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.client.streams.StreamList;
import io.loyalty.console.service.Answered;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the doctor found.
 *
 * @param findings the findings, the worst first
 * @param holds the partitions on hold
 * @param keepsRefused whether ingestion keeps refused events
 */
record DoctorPage(List<Finding> findings, List<HeldPartition> holds, boolean keepsRefused) {
  static DoctorPage of(
      Answered<IngestionStatus> ingestion,
      Answered<ConsumptionStatus> consumption,
      Answered<ReconciliationList> reconciles,
      @Nullable Answered<StreamList> streams,
      Instant now) {
    List<Finding> findings = new ArrayList<>(IngestionChecks.of(ingestion));
    findings.addAll(LoadChecks.of(consumption, reconciles, now));
    findings.addAll(streams == null ? List.of(StageChecks.NONE) : StageChecks.of(streams));
    findings.sort(Comparator.comparing(Finding::grade));
    return new DoctorPage(
        List.copyOf(findings),
        consumption.map(ConsumptionStatus::held).orElse(List.of()),
        IngestionChecks.keepsRefused(ingestion));
  }

  /** Returns how many checks ask for something. */
  public long toDo() {
    return findings.stream().filter(each -> each.grade() != Finding.Grade.GOOD).count();
  }
}
