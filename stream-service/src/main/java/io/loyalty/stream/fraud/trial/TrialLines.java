package io.loyalty.stream.fraud.trial;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.loyalty.events.FraudSuspected;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads records as ingestion-service encodes them, one JSON object a line, and writes what the
 * rules find in them, as JSON lines too: each alert, each line that was refused, and a summary.
 */
final class TrialLines {
  private final JsonMapper json = new JsonMapper();
  private final BufferedReader in;
  private final PrintStream out;
  private final Map<String, Long> byRule = new TreeMap<>();
  private final Map<Integer, String> schemas = new HashMap<>();
  private long read;
  private long unread;
  private long refused;

  TrialLines(BufferedReader in, PrintStream out) {
    this.in = in;
    this.out = out;
  }

  /** The schemas that came before the records. */
  Map<Integer, String> schemas() {
    return schemas;
  }

  /** Is an event as the alert shows it. */
  record Event(
      String eventId,
      String eventType,
      Instant occurredAt,
      String topic,
      int partition,
      long offset) {}

  /** Is an alert as it is shown. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Alert(
      String eventId,
      Instant occurredAt,
      String rule,
      int score,
      @Nullable String memberId,
      @Nullable String storeId,
      Window window,
      String clearedBy,
      List<Event> evidence) {}

  /** Is the time that an alert is about. */
  record Window(Instant start, Instant end) {}

  void run(TrialDriver driver) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      JsonNode entry = json.readTree(line);
      if (!entry.has("value")) {
        refused++;
        print("refused", entry);
        continue;
      }
      boolean isRead =
          driver.send(
              entry.get("eventType").asString(),
              entry.get("key").asString(),
              Base64.getDecoder().decode(entry.get("value").asString()));
      read += isRead ? 1 : 0;
      unread += isRead ? 0 : 1;
      driver.alerts().forEach(this::print);
    }
    driver.end();
    driver.alerts().forEach(this::print);
    ObjectNode summary = json.createObjectNode();
    summary.put("read", read).put("otherTypes", unread).put("refused", refused);
    summary.set("alerts", json.valueToTree(byRule));
    print("summary", summary);
  }

  /** Reads the first line, which has the schemas. */
  TrialLines readSchemas() throws IOException {
    String first = in.readLine();
    if (first == null) {
      throw new IOException("no records came: see above");
    }
    json.readTree(first)
        .get("schemas")
        .properties()
        .forEach(each -> schemas.put(Integer.valueOf(each.getKey()), each.getValue().asString()));
    return this;
  }

  private void print(FraudSuspected alert) {
    byRule.merge(alert.getRule(), 1L, Long::sum);
    print(
        "alert",
        new Alert(
            alert.getEventId().toString(),
            alert.getOccurredAt(),
            alert.getRule(),
            alert.getScore(),
            alert.getMemberId(),
            alert.getStoreId(),
            new Window(alert.getWindowStart(), alert.getWindowEnd()),
            alert.getClearedBy(),
            alert.getEvidence().stream()
                .map(
                    each ->
                        new Event(
                            each.getEvidenceId().toString(),
                            each.getEventType(),
                            each.getEvidenceOccurredAt(),
                            each.getTopic(),
                            each.getTopicPartition(),
                            each.getTopicOffset()))
                .toList()));
  }

  private void print(String name, Object value) {
    out.println(json.writeValueAsString(Map.of(name, value)));
  }
}
