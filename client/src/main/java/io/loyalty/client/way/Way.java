package io.loyalty.client.way;

import io.loyalty.client.consumption.Whereabouts.Conflict;
import io.loyalty.client.consumption.Whereabouts.Difference;
import io.loyalty.client.consumption.Whereabouts.Letter;
import io.loyalty.client.consumption.Whereabouts.LogRecord;
import io.loyalty.client.consumption.Whereabouts.Outcome;
import io.loyalty.client.consumption.Whereabouts.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts what happened to an event or a dead letter into the order of time. */
public final class Way {
  private final List<Moment> moments = new ArrayList<>();

  private Way() {}

  private record Placed(Instant at, Moment moment) {}

  /** Returns what happened to an event. */
  public static List<Moment> of(Trace trace) {
    Way way = new Way();
    way.add(
        trace.occurredAt(), "occurred", trace.row() == null ? "" : "at " + trace.row().source());
    LogRecord record = trace.record();
    if (record.queueSentAt() != null || record.queueMessageId() != null) {
      way.add(record.queueSentAt(), "queued", "message " + record.queueMessageId());
    }
    if (trace.row() != null) {
      way.add(trace.row().receivedAt(), "received", "by ingestion-service");
    }
    way.add(
        new Moment(
            record.appendedAt(),
            "published",
            place(record) + schema(record) + outcome(trace.outcome()),
            isBad(trace.outcome())));
    if (trace.row() != null) {
      way.add(trace.row().loadedAt(), "loaded", loaded(trace));
    }
    trace.conflicts().forEach(way::conflict);
    trace
        .replays()
        .forEach(
            each ->
                way.add(
                    each.createdAt(),
                    "replay",
                    "%s %s, offsets %,d to %,d%s"
                        .formatted(
                            each.id(),
                            each.state(),
                            each.fromOffset(),
                            each.endOffset(),
                            each.hasRead() ? "" : ", which has not read the record")));
    return way.sorted();
  }

  /** Returns what happened to a dead letter. */
  public static List<Moment> of(Letter letter) {
    Way way = new Way();
    way.add(
        new Moment(
            letter.rejectedAt(),
            "refused",
            "by %s: %s%s%s"
                .formatted(
                    letter.station(),
                    letter.reason(),
                    origin(letter),
                    letter.detail() == null ? "" : " (" + letter.detail() + ")"),
            true));
    way.add(letter.loadedAt(), "loaded", "into pipeline.dead_letter");
    letter
        .resolutions()
        .forEach(
            each ->
                way.add(
                    each.resolvedAt(),
                    each.outcome(),
                    "by %s, event %d%s"
                        .formatted(
                            each.redriveId(),
                            each.position() + 1,
                            each.reason() == null ? "" : ": " + each.reason())));
    return way.sorted();
  }

  private static String origin(Letter letter) {
    if (letter.recordTopic() != null) {
      return " from %s-%d-%d"
          .formatted(letter.recordTopic(), letter.recordPartition(), letter.recordOffset());
    }
    return letter.queue() == null
        ? ""
        : " from %s, message %s".formatted(letter.queue(), letter.queueMessageId());
  }

  private static String loaded(Trace trace) {
    String children =
        trace.row().children().stream()
            .map(child -> ", %,d rows of %s".formatted(child.count(), child.table()))
            .collect(Collectors.joining());
    String duplicates =
        trace.duplicatesSince() == null || trace.duplicatesSince() == 0
            ? ""
            : "; since that hour %,d duplicates in the partition, of whichever events"
                .formatted(trace.duplicatesSince());
    return "into %s%s%s".formatted(trace.row().table(), children, duplicates);
  }

  private void conflict(Conflict conflict) {
    String differences =
        conflict.differences().stream().map(Way::difference).collect(Collectors.joining("; "));
    add(
        new Moment(
            conflict.seenAt(),
            "conflict",
            place(conflict.record()) + (differences.isEmpty() ? "" : ": " + differences),
            true));
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
    return "%s %s, again as %s".formatted(where, differs.stored(), differs.repeated());
  }

  private void add(Instant at, String what, String detail) {
    add(new Moment(at, what, detail, false));
  }

  private void add(Moment moment) {
    moments.add(moment);
  }

  /** What has no time stays after what was added before it. */
  private List<Moment> sorted() {
    List<Placed> placed = new ArrayList<>();
    Instant latest = Instant.MIN;
    for (Moment each : moments) {
      latest = each.at() == null ? latest : each.at();
      placed.add(new Placed(latest, each));
    }
    return placed.stream().sorted(Comparator.comparing(Placed::at)).map(Placed::moment).toList();
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

  private static String outcome(Outcome outcome) {
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

  private static boolean isBad(Outcome outcome) {
    return switch (outcome) {
      case ROW, HOLE, DUPLICATE, NOT_LOADED -> false;
      case CONFLICT, DEAD_LETTER, NO_ROW, UNKNOWN -> true;
    };
  }
}
