package io.loyalty.cli.streams;

import io.loyalty.cli.text.Table;
import io.loyalty.client.streams.Reset;
import io.loyalty.client.streams.Stream;
import io.loyalty.client.streams.TopicLag;
import io.loyalty.client.text.PrintableText;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** Formats stages and their resets as text. */
final class StreamTable {
  private StreamTable() {}

  /** Returns one line for each stage, and below it why it waits, and where it lags. */
  static List<String> lines(List<Stream> streams) {
    if (streams.isEmpty()) {
      return List.of("The instance runs no stage.");
    }
    Table table =
        new Table(
            "%-12s %-8s %-9s %,12d  %-20s  %s",
            "stage", "version", "state", "lag", "last emitted", "application");
    for (Stream stream : streams) {
      table.add(
          stream.stage(),
          stream.version(),
          stream.state(),
          lag(stream),
          stream.lastEmitted(),
          stream.applicationId());
      if (stream.reason() != null) {
        table.note("  " + PrintableText.line(stream.reason()));
      }
      if (stream.restoring() > 0) {
        table.note(
            String.format(
                Locale.ROOT, "  restores its state: %,d records are left", stream.restoring()));
      }
      stream.lag().stream()
          .filter(each -> each.records() != null && each.records() > 0)
          .forEach(
              each ->
                  table.note(
                      String.format(
                          Locale.ROOT,
                          "  lags by %,d records of %s",
                          each.records(),
                          PrintableText.line(each.topic()))));
      if (stream.reset() != null) {
        table.note("  " + made(stream.reset()));
      }
    }
    return table.lines();
  }

  /** Returns the sum of what is known; null if nothing is. */
  private static Long lag(Stream stream) {
    List<Long> known =
        stream.lag().stream().map(TopicLag::records).filter(Objects::nonNull).toList();
    return known.isEmpty() ? null : Long.valueOf(known.stream().mapToLong(Long::longValue).sum());
  }

  private static String made(Reset reset) {
    return PrintableText.line(
        "reset %d by %s at %s, %s"
            .formatted(
                reset.number(), reset.requestedBy(), reset.requestedAt(), from(reset.from())));
  }

  private static String from(Instant from) {
    return from == null ? "from the start" : "from " + from;
  }

  /** Returns what follows from a reset. */
  static String line(Reset reset) {
    return PrintableText.line(
        "Stage %s is reset (%d): it goes on as %s, reads its topics from their start, and emits %s."
            .formatted(
                reset.stage(),
                reset.number(),
                reset.applicationId(),
                reset.from() == null
                    ? "all results again"
                    : "the results again that occurred from %s on".formatted(reset.from())));
  }
}
