package io.loyalty.cli;

import io.loyalty.cli.queue.EventLine;
import io.loyalty.cli.queue.EventLines;
import io.loyalty.cli.validation.CauseTally;
import io.loyalty.client.ingestion.IngestionClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Validates lines, many at once. Not thread-safe. */
final class Trial {
  private static final int MOST_LINES = 1_000;
  private static final String NOT_SENDABLE = "not-sendable";

  private final JsonMapper json = new JsonMapper();
  private final IngestionClient client;
  private final Consumer<ObjectNode> told;
  private final CauseTally tally = new CauseTally();
  private final List<String> messages = new ArrayList<>();
  private final List<Long> numbers = new ArrayList<>();
  private long bytes;
  private long lines;

  /** Passes the result of each event, with its line in the source, to the consumer. */
  Trial(IngestionClient client, Consumer<ObjectNode> told) {
    this.client = client;
    this.told = told;
  }

  CauseTally tally() {
    return tally;
  }

  long lines() {
    return lines;
  }

  void run(EventLines source) {
    for (Optional<EventLine> next = source.next(); next.isPresent(); next = source.next()) {
      EventLine line = next.get();
      lines++;
      if (!line.fault().isEmpty()) {
        ask();
        tell(notSendable(line));
        continue;
      }
      if (messages.size() == MOST_LINES || bytes + line.bytes() > EventLine.MAX_BYTES) {
        ask();
      }
      messages.add(line.body());
      numbers.add(line.number());
      bytes += line.bytes();
    }
    ask();
  }

  private void ask() {
    if (!messages.isEmpty()) {
      client.validate(
          messages, event -> tell(event.put("line", numbers.get(event.path("line").asInt() - 1))));
      messages.clear();
      numbers.clear();
      bytes = 0;
    }
  }

  private void tell(ObjectNode event) {
    tally.add(client.event(event));
    told.accept(event);
  }

  /** Returns the result for a line that cannot be sent and that therefore no service validates. */
  private ObjectNode notSendable(EventLine line) {
    ObjectNode event =
        json.createObjectNode()
            .put("line", line.number())
            .put("position", 0)
            .put("valid", false)
            .put("station", "open")
            .put("reason", NOT_SENDABLE);
    event
        .putArray("violations")
        .addObject()
        .put("path", "")
        .put("rule", NOT_SENDABLE)
        .put("expected", "a message that SQS takes")
        .put("found", "a line that " + line.fault());
    return event;
  }
}
