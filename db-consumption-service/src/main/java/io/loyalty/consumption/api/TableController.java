package io.loyalty.consumption.api;

import io.loyalty.consumption.table.TableContract;
import io.loyalty.consumption.topic.EventTopics;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Serves the tables of the event types, as they follow from the contract. */
@RestController
final class TableController {
  private final EventTopics topics;

  TableController(EventTopics topics) {
    this.topics = topics;
  }

  @GetMapping("/tables/{eventType}")
  TableView table(@PathVariable String eventType) {
    TableContract table =
        topics.names().stream()
            .map(topics::type)
            .filter(type -> type.name().equals(eventType))
            .findFirst()
            .orElseThrow(() -> new NotThereException("there is no event type of that name"))
            .table();
    return TableView.of(eventType, table);
  }
}
