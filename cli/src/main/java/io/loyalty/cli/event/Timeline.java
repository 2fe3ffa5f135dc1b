package io.loyalty.cli.event;

import io.loyalty.cli.text.PrintableText;
import io.loyalty.client.consumption.Whereabouts;
import io.loyalty.client.consumption.Whereabouts.ChildRow;
import io.loyalty.client.consumption.Whereabouts.Children;
import io.loyalty.client.consumption.Whereabouts.Conflict;
import io.loyalty.client.consumption.Whereabouts.Difference;
import io.loyalty.client.consumption.Whereabouts.Letter;
import io.loyalty.client.consumption.Whereabouts.LogRecord;
import io.loyalty.client.consumption.Whereabouts.Replay;
import io.loyalty.client.consumption.Whereabouts.Row;
import io.loyalty.client.consumption.Whereabouts.Trace;
import io.loyalty.client.consumption.Whereabouts.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats where an event is: what happened to it in the order of time, then its rows. */
public final class Timeline {
  private static final String NO_TIME = "-";

  private final List<Moment> moments = new ArrayList<>();

  private Timeline() {}

  /** Describes what happened at a time, which may be unknown. */
  private record Moment(Instant at, String what, String detail) {}

  /** Returns the lines about everything that was found. */
  public static List<String> lines(Whereabouts found) {
    List<String> lines = new ArrayList<>();
    for (Trace trace : found.events()) {
      lines.add(
          "event %s  %s"
              .formatted(trace.eventId() == null ? "-" : trace.eventId(), trace.eventType()));
      lines.addAll(new Timeline().of(trace));
      lines.addAll(rows(trace.row()));
    }
    for (Letter letter : found.deadLetters()) {
      lines.add(
          "dead letter %s  %s, %s"
              .formatted(
                  letter.id(),
                  letter.eventType() == null ? "unknown" : letter.eventType(),
                  letter.state()));
      lines.addAll(new Timeline().of(letter));
    }
    return lines.stream().map(PrintableText::of).map(String::stripTrailing).toList();
  }

  private List<String> of(Trace trace) {
    add(trace.occurredAt(), "occurred", trace.row() == null ? "" : "at " + trace.row().source());
    record(trace);
    if (trace.row() != null) {
      add(trace.row().receivedAt(), "received", "by ingestion-service");
      add(trace.row().loadedAt(), "loaded", loaded(trace));
    }
    trace.conflicts().forEach(this::conflict);
    trace.replays().forEach(this::replay);
    return sorted();
  }

  private void record(Trace trace) {
    LogRecord record = trace.record();
    if (record.queueSentAt() != null || record.queueMessageId() != null) {
      add(record.queueSentAt(), "queued", "message " + record.queueMessageId());
    }
    add(
        record.appendedAt(),
        "published",
        "%s%s%s".formatted(place(record), schema(record), outcome(trace.outcome())));
  }

  private static String loaded(Trace trace) {
    String duplicates =
        trace.duplicatesSince() == null || trace.duplicatesSince() == 0
            ? ""
            : "; since that hour %,d duplicates in the partition, of whichever events"
                .formatted(trace.duplicatesSince());
    return "into %s%s%s"
        .formatted(
            trace.row().table(),
            trace.row().children().stream()
                .map(child -> ", %,d rows of %s".formatted(child.count(), child.table()))
                .collect(Collectors.joining()),
            duplicates);
  }

  private void conflict(Conflict conflict) {
    add(
        conflict.seenAt(),
        "conflict",
        place(conflict.record())
            + (conflict.differences().isEmpty()
                ? ""
                : ": "
                    + conflict.differences().stream()
                        .map(Timeline::difference)
                        .collect(Collectors.joining("; "))));
  }

  private static String difference(Difference differs) {
    String where =
        Stream.of(
                differs.position() == null
                    ? null
                    : "%s %d".formatted(differs.table(), differs.position()),
                differs.column())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return "%s %s, again as %s".formatted(where, text(differs.stored()), text(differs.repeated()));
  }

  private void replay(Replay replay) {
    add(
        replay.createdAt(),
        "replay",
        "%s %s, offsets %d to %d%s"
            .formatted(
                replay.id(),
                replay.state(),
                replay.fromOffset(),
                replay.endOffset(),
                replay.hasRead() ? "" : ", which has not read the record"));
  }

  private List<String> of(Letter letter) {
    String origin =
        letter.recordTopic() == null
            ? letter.queue() == null
                ? ""
                : " from %s, message %s".formatted(letter.queue(), letter.queueMessageId())
            : " from %s-%d-%d"
                .formatted(letter.recordTopic(), letter.recordPartition(), letter.recordOffset());
    add(
        letter.rejectedAt(),
        "refused",
        "by %s: %s%s%s"
            .formatted(
                letter.station(),
                letter.reason(),
                origin,
                letter.detail() == null ? "" : " (" + letter.detail() + ")"));
    add(letter.loadedAt(), "loaded", "into pipeline.dead_letter");
    letter
        .resolutions()
        .forEach(
            each ->
                add(
                    each.resolvedAt(),
                    each.outcome(),
                    "by %s, event %d%s"
                        .formatted(
                            each.redriveId(),
                            each.position(),
                            each.reason() == null ? "" : ": " + each.reason())));
    return sorted();
  }

  private static List<String> rows(Row row) {
    List<String> lines = new ArrayList<>();
    if (row != null) {
      lines.add("  " + row.table());
      row.columns()
          .forEach(
              value -> lines.add("    %-22s %s".formatted(value.column(), text(value.value()))));
      for (Children child : row.children()) {
        lines.add("  %s (%,d rows)".formatted(child.table(), child.count()));
        for (ChildRow item : child.rows()) {
          lines.add(
              "    "
                  + item.columns().stream()
                      .filter(
                          value ->
                              row.columns().stream()
                                  .map(Value::column)
                                  .noneMatch(value.column()::equals))
                      .map(value -> value.column() + " " + text(value.value()))
                      .collect(Collectors.joining(", ")));
        }
      }
    }
    return lines;
  }

  private void add(Instant at, String what, String detail) {
    moments.add(new Moment(at, what, detail));
  }

  /** What has no time stays after what was added before it. */
  private List<String> sorted() {
    List<Moment> ordered = new ArrayList<>();
    Instant latest = Instant.MIN;
    for (Moment each : moments) {
      latest = each.at() == null ? latest : each.at();
      ordered.add(new Moment(latest, each.what(), line(each)));
    }
    return ordered.stream().sorted(Comparator.comparing(Moment::at)).map(Moment::detail).toList();
  }

  private static String line(Moment moment) {
    String at =
        moment.at() == null ? NO_TIME : moment.at().truncatedTo(ChronoUnit.MILLIS).toString();
    return "  %-24s  %-10s %s".formatted(at, moment.what(), PrintableText.line(moment.detail()));
  }

  private static String place(LogRecord record) {
    String now =
        switch (record.place()) {
          case IN_LOG -> "";
          case DELETED -> " (deleted since by Kafka's retention)";
          case OTHER_LOG -> " (of a log that is gone)";
          case HOLE -> " (no record at this offset)";
          case UNAVAILABLE -> " (Kafka does not answer)";
        };
    return "%s-%d-%d%s".formatted(record.topic(), record.partition(), record.offset(), now);
  }

  private static String schema(LogRecord record) {
    return record.schemaId() == null ? "" : ", schema " + record.schemaId();
  }

  private static String outcome(Whereabouts.Outcome outcome) {
    return switch (outcome) {
      case ROW, HOLE -> "";
      case DUPLICATE -> ", a duplicate of the row";
      case CONFLICT -> ", a conflict";
      case DEAD_LETTER -> ", refused by the load";
      case NOT_LOADED -> ", not loaded yet";
      case NO_ROW -> ", which the load has passed without a row";
      case UNKNOWN -> ", of which there is no row";
    };
  }

  private static String text(String value) {
    return value == null ? "null" : value;
  }
}
