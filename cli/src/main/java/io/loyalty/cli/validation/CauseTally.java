package io.loyalty.cli.validation;

import io.loyalty.cli.text.Table;
import io.loyalty.client.ingestion.ValidatedEvent;
import io.loyalty.client.text.PrintableText;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Counts events, and the invalid ones by cause. Not thread-safe. */
public final class CauseTally {
  private static final Comparator<Map.Entry<Cause, Long>> MOST_FIRST =
      Map.Entry.<Cause, Long>comparingByValue()
          .reversed()
          .thenComparing(each -> each.getKey().toString());

  private final Map<Cause, Long> causes = new HashMap<>();
  private long events;
  private long invalid;

  private record Cause(String reason, String rule, String type) {}

  /** Counts an event, once under each rule that it breaks. */
  public void add(ValidatedEvent event) {
    events++;
    if (event.valid()) {
      return;
    }
    invalid++;
    Stream<String> rules =
        event.violations().isEmpty()
            ? Stream.of("-")
            : event.violations().stream().map(ValidatedEvent.Violation::rule).distinct();
    rules.forEach(
        rule ->
            causes.merge(
                new Cause(shown(event.reason()), shown(rule), shown(event.eventType())),
                1L,
                Long::sum));
  }

  /** Returns the number of all events. */
  public long events() {
    return events;
  }

  /** Returns the number of invalid events. */
  public long invalid() {
    return invalid;
  }

  /** Returns one line per cause, the most frequent first; empty if all events are valid. */
  public List<String> table() {
    if (causes.isEmpty()) {
      return List.of();
    }
    Table table = new Table("%,8d  %-26s %-26s %s", "events", "reason", "rule", "event type");
    causes.entrySet().stream()
        .sorted(MOST_FIRST)
        .forEach(
            each ->
                table.add(
                    each.getValue(),
                    each.getKey().reason(),
                    each.getKey().rule(),
                    each.getKey().type()));
    return table.lines();
  }

  private static String shown(String text) {
    return text == null ? "-" : PrintableText.line(text);
  }
}
