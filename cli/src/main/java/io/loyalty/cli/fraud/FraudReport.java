package io.loyalty.cli.fraud;

import io.loyalty.cli.text.Table;
import io.loyalty.client.text.PrintableText;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prints what the rules found: refused events as they come, then the alerts. Not thread-safe. */
final class FraudReport {
  private final JsonMapper json = new JsonMapper();
  private final PrintWriter out;
  private final Table alerts =
      new Table(
          "%-30s %5d  %-20s  %-20s  %-12s %6d  %s",
          "rule", "score", "occurred at", "member", "store", "events", "first event");
  private JsonNode summary;

  FraudReport(PrintWriter out) {
    this.out = out;
  }

  /** Takes a line of the trial. */
  void add(String line) {
    JsonNode entry = json.readTree(line);
    if (entry.has("alert")) {
      addAlert(entry.get("alert"));
    } else if (entry.has("refused")) {
      printRefused(entry.get("refused"));
    } else {
      summary = entry.get("summary");
    }
  }

  private void addAlert(JsonNode alert) {
    alerts.add(
        alert.path("rule").asString(),
        alert.path("score").asInt(),
        Instant.parse(alert.path("occurredAt").asString()),
        text(alert.path("memberId")),
        text(alert.path("storeId")),
        alert.path("evidence").size(),
        alert.path("evidence").path(0).path("eventId").asString());
  }

  private static String text(JsonNode value) {
    return value.isString() ? value.asString() : null;
  }

  private void printRefused(JsonNode event) {
    String place =
        "line %d, event %d: "
            .formatted(event.path("line").asLong(), event.path("position").asInt() + 1);
    if (event.path("violations").isEmpty()) {
      out.println(place + PrintableText.line(event.path("reason").asString()));
    }
    event
        .path("violations")
        .forEach(
            each ->
                out.println(
                    place
                        + PrintableText.line(
                            "%s %s: expected %s, found %s"
                                .formatted(
                                    each.path("path").asString(),
                                    each.path("rule").asString(),
                                    each.path("expected").asString(),
                                    each.path("found").asString()))));
  }

  /** Prints the alerts and their counts. */
  void end() {
    if (!summary.path("alerts").isEmpty()) {
      alerts.lines().forEach(out::println);
      out.println();
      Table counts = new Table("%-30s %,7d", "rule", "alerts");
      summary
          .path("alerts")
          .properties()
          .forEach(each -> counts.add(each.getKey(), each.getValue().asLong()));
      counts.lines().forEach(out::println);
      out.println();
    }
    long found = summary.path("alerts").valueStream().mapToLong(JsonNode::asLong).sum();
    out.printf(
        Locale.ROOT,
        "Read %,d events: %,d alerts. Left out: %,d events of types that no rule reads, %,d refused.%n",
        summary.path("read").asLong(),
        found,
        summary.path("otherTypes").asLong(),
        summary.path("refused").asLong());
  }
}
