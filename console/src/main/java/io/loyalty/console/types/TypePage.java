package io.loyalty.console.types;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.Reconciliation;
import io.loyalty.client.consumption.ReconciliationResult;
import io.loyalty.client.ingestion.EventContract;
import io.loyalty.client.ingestion.EventTypeList;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.client.ingestion.IngestionStatus.UnknownField;
import io.loyalty.client.table.EventTable;
import io.loyalty.console.service.Answered;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what there is to know of one event type.
 *
 * @param eventType the event type
 * @param contract its contract
 * @param types all event types, which tell the stage that derives it
 * @param ingestion the status of ingestion-service
 * @param consumption the status of db-consumption-service
 * @param tables its tables
 * @param reconciled the last reconcile that has a result of the type; its value may lack it
 * @param change the contract change that was asked for; null without
 * @param trial the event that was tried; null without
 */
record TypePage(
    String eventType,
    Answered<EventContract> contract,
    Answered<EventTypeList> types,
    Answered<IngestionStatus> ingestion,
    Answered<ConsumptionStatus> consumption,
    Answered<EventTable> tables,
    Answered<Reconciliation> reconciled,
    ContractChange change,
    Trial trial) {
  /** Returns the stage that derives the type; null for types that the platform sends. */
  public String derivedBy() {
    return types.map(EventTypeList::eventTypes).orElse(List.of()).stream()
        .filter(each -> each.eventType().equals(eventType))
        .map(EventTypeList.Summary::derivedBy)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** Returns its tables, that of its events first; none if they are not known. */
  public List<EventTable.Table> everyTable() {
    return tables
        .map(each -> Stream.concat(Stream.of(each.table()), each.children().stream()).toList())
        .orElse(List.of());
  }

  /** Returns the state of its topic; null if it is not known. */
  public ConsumptionStatus.Topic topic() {
    return consumption.map(ConsumptionStatus::topics).orElse(List.of()).stream()
        .filter(each -> eventType.equals(each.eventType()))
        .findFirst()
        .orElse(null);
  }

  /** Returns its partitions as the last reconcile has found them. */
  public List<ReconciliationResult.Partition> partitions() {
    Reconciliation last = reconciled.value();
    return last == null || last.result() == null
        ? List.of()
        : last.result().partitions().stream()
            .filter(each -> eventType.equals(each.eventType()))
            .toList();
  }

  /** Returns the fields that its contract does not know. */
  public List<UnknownField> unknownFields() {
    return ingestion.map(IngestionStatus::unknownFields).orElse(List.of()).stream()
        .filter(each -> each.eventType().equals(eventType))
        .toList();
  }

  /** Returns whether the contract change of an unknown field can be shown. */
  public boolean canTakeIn(UnknownField field) {
    return ContractChange.isPossible(field.path());
  }

  /** Returns the event that the form has: the one that was tried, or else the example. */
  public String event() {
    return trial == null ? example() : trial.event();
  }

  /** Returns the example of the contract as indented JSON. */
  public String example() {
    return contract.map(each -> json(each.example())).orElse("");
  }

  private static String json(Object value) {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(value);
  }
}
