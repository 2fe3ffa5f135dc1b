package io.loyalty.consumption.api;

import io.loyalty.consumption.topic.EventTopics;
import io.loyalty.consumption.warehouse.status.LedgerHours;
import io.loyalty.consumption.warehouse.status.LedgerHours.TopicHour;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the ledger of the live load: what became of the records, hour by hour. */
@RestController
final class LedgerController {
  private final LedgerHours ledger;
  private final EventTopics topics;

  LedgerController(LedgerHours ledger, EventTopics topics) {
    this.ledger = ledger;
    this.topics = topics;
  }

  @GetMapping("/ledger")
  LedgerView list(
      @RequestParam String from,
      @RequestParam String to,
      @RequestParam(required = false) String eventType) {
    Period period = Period.of(from, to);
    return new LedgerView(
        period.from(),
        period.to(),
        ledger.of(topics(eventType), period.from(), period.to()).stream()
            .map(this::hour)
            .sorted(
                Comparator.comparing(LedgerView.Hour::hour)
                    .thenComparing(LedgerView.Hour::eventType))
            .toList());
  }

  private List<String> topics(String eventType) {
    if (eventType == null) {
      return List.copyOf(topics.names());
    }
    List<String> named =
        topics.names().stream()
            .filter(topic -> topics.type(topic).name().equals(eventType))
            .toList();
    if (named.isEmpty()) {
      throw new InvalidRequestException(
          "there is no event type of that name; the types are "
              + topics.names().stream()
                  .map(topic -> topics.type(topic).name())
                  .collect(Collectors.joining(", ")));
    }
    return named;
  }

  private LedgerView.Hour hour(TopicHour found) {
    return new LedgerView.Hour(
        found.hour(),
        topics.type(found.topic()).name(),
        found.records(),
        found.inserted(),
        found.duplicates(),
        found.conflicts(),
        found.deadLettered());
  }
}
