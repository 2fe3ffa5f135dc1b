package io.loyalty.console.live;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.Reconciliation;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.client.streams.StageList;
import io.loyalty.console.service.Alert;
import io.loyalty.console.service.Answered;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Holds what all services have said at one moment.
 *
 * @param at when they were asked
 * @param ingestion the status of ingestion-service
 * @param consumption the status of db-consumption-service
 * @param stages the stages of stream-service; a fault if there is none
 * @param reconciliations the newest reconciliations
 * @param alerts the alerts that fire
 * @param rates the events per second of each event type, over the last seconds
 */
public record Snapshot(
    Instant at,
    Answered<IngestionStatus> ingestion,
    Answered<ConsumptionStatus> consumption,
    Answered<StageList> stages,
    Answered<List<Reconciliation>> reconciliations,
    Answered<List<Alert>> alerts,
    Map<String, Rate> rates) {
  /**
   * Tells the events per second of an event type.
   *
   * @param produced what comes onto its topic
   * @param loaded what is loaded from it
   */
  public record Rate(double produced, double loaded) {}
}
