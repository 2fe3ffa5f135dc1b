package io.loyalty.console.types;

import io.loyalty.client.consumption.ConsumptionStatus;
import io.loyalty.client.consumption.DeadLetterList;
import io.loyalty.client.history.Ledger;
import io.loyalty.client.ingestion.EventTypeList;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.console.service.Answered;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Holds the event types that are listed.
 *
 * @param since rates and shares are of the time since then, the beginning of the last full hour
 * @param until dead letters that were refused from then on are not counted
 * @param query what is looked for; empty for all
 * @param order the order
 * @param rows the event types
 * @param all how many event types there are
 * @param answers what they are made of
 */
record TypesPage(
    Instant since,
    Instant until,
    String query,
    TypeOrder order,
    List<TypeRow> rows,
    int all,
    Answers answers) {
  /**
   * Holds what the services have answered.
   *
   * @param types the contracts
   * @param ingestion the status of ingestion-service
   * @param consumption the status of db-consumption-service
   * @param ledger the records since the beginning of the page's time
   * @param refused the dead letters since then, by event type
   */
  record Answers(
      Answered<EventTypeList> types,
      Answered<IngestionStatus> ingestion,
      Answered<ConsumptionStatus> consumption,
      Answered<Ledger> ledger,
      Answered<DeadLetterList> refused) {
    List<Answered<?>> all() {
      return List.of(types, ingestion, consumption, ledger, refused);
    }
  }

  static TypesPage of(
      Answers answers, Instant since, Instant until, String query, TypeOrder order) {
    List<TypeRow> all = rows(answers, Duration.between(since, until));
    List<TypeRow> rows =
        all.stream().filter(each -> each.has(query)).sorted(order.comparator()).toList();
    return new TypesPage(since, until, query, order, rows, all.size(), answers);
  }

  /** Returns a sentence for each answer that is missing. */
  public List<String> faults() {
    return Answered.faults(answers.all());
  }

  /** Returns the orders that there are. */
  public TypeOrder[] orders() {
    return TypeOrder.values();
  }

  private static List<TypeRow> rows(Answers answers, Duration time) {
    Map<String, Long> accepted = new HashMap<>();
    answers
        .ledger()
        .orElse(new Ledger(null, null, null))
        .hours()
        .forEach(
            each ->
                accepted.merge(each.eventType(), each.records() - each.deadLettered(), Long::sum));
    Map<String, Long> refused = new HashMap<>();
    answers
        .refused()
        .orElse(new DeadLetterList(List.of(), List.of(), null))
        .groups()
        .forEach(each -> refused.put(each.eventType(), each.count()));
    Map<String, ConsumptionStatus.Topic> topics =
        answers.consumption().map(ConsumptionStatus::topics).orElse(List.of()).stream()
            .collect(
                Collectors.toMap(
                    ConsumptionStatus.Topic::eventType, each -> each, (one, other) -> one));
    Map<String, Integer> unknown = new HashMap<>();
    answers
        .ingestion()
        .map(IngestionStatus::unknownFields)
        .orElse(List.of())
        .forEach(each -> unknown.merge(each.eventType(), 1, Integer::sum));
    double seconds = Math.max(1, time.toSeconds());
    return answers.types().map(EventTypeList::eventTypes).orElse(List.of()).stream()
        .map(
            each -> {
              String type = each.eventType();
              Long records =
                  answers.ledger().isThere() ? accepted.getOrDefault(type, 0L) : (Long) null;
              ConsumptionStatus.Topic topic = topics.get(type);
              return new TypeRow(
                  type,
                  each.doc(),
                  each.version(),
                  each.derivedBy(),
                  records,
                  records == null ? null : Double.valueOf(records / seconds),
                  answers.refused().isThere() ? refused.getOrDefault(type, 0L) : (Long) null,
                  topic == null ? null : topic.lag(),
                  topic == null ? null : topic.loadedThrough(),
                  answers.ingestion().isThere() ? unknown.getOrDefault(type, 0) : (Integer) null);
            })
        .toList();
  }
}
