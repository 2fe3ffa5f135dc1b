package io.loyalty.console.runs;

import io.loyalty.client.consumption.Reconciliation;
import io.loyalty.client.consumption.Redrive;
import io.loyalty.client.consumption.Replay;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.springframework.web.util.UriUtils;

/**
 * Shows one run in a line.
 *
 * @param kind what it is
 * @param id its id
 * @param path the path of its page
 * @param state its state
 * @param isRunning whether it has yet to end
 * @param about what it is about
 * @param percent how far it is
 * @param result what came of it so far
 * @param at when it was asked for
 * @param endedAt when it ended; null before
 * @param by who asked for it; null if the service does not know, or did so by itself
 * @param reason why it is in its state; may be null
 */
record RunRow(
    RunKind kind,
    String id,
    String path,
    String state,
    boolean isRunning,
    String about,
    double percent,
    String result,
    Instant at,
    Instant endedAt,
    String by,
    String reason) {
  private static final List<String> GOOD = List.of("DONE", "FINISHED");
  private static final List<String> BAD = List.of("FAILED", "ABANDONED");

  static RunRow of(Replay each) {
    return new RunRow(
        RunKind.REPLAY,
        each.id(),
        path("/runs/replays/", each.id()),
        each.state().name(),
        !each.state().ended(),
        each.eventTypes().isEmpty() ? "all event types" : String.join(", ", each.eventTypes()),
        each.percent(),
        text("%,d of %,d read; %,d inserted", each.records(), each.totalRecords(), each.inserted()),
        each.createdAt(),
        each.endedAt(),
        null,
        each.reason());
  }

  static RunRow of(Redrive each) {
    return new RunRow(
        each.dryRun() ? RunKind.PREVIEW : RunKind.REDRIVE,
        each.id(),
        path("/dead-letters/redrives/", each.id()),
        each.state().name(),
        !each.state().ended(),
        text("%,d dead letters", each.deadLetters()),
        each.percent(),
        each.dryRun()
            ? text("%,d would pass; %,d would not", each.wouldPass(), each.wouldFail())
            : text(
                "%,d passed; %,d refused again",
                each.published() + each.loaded(), each.refusedAgain()),
        each.createdAt(),
        each.endedAt(),
        each.requestedBy(),
        each.reason());
  }

  static RunRow of(Reconciliation each) {
    return new RunRow(
        RunKind.RECONCILIATION,
        each.id(),
        path("/runs/reconciliations/", each.id()),
        each.state().name(),
        each.state() == Reconciliation.State.RUNNING,
        Objects.requireNonNullElse(each.eventType(), "all event types")
            + (each.deep() ? ", deep" : ""),
        each.partitions() == 0 ? 0 : 100.0 * each.partitionsDone() / each.partitions(),
        result(each),
        each.startedAt(),
        each.endedAt(),
        Objects.requireNonNullElse(each.requestedBy(), "the schedule"),
        each.reason());
  }

  private static String result(Reconciliation each) {
    if (each.unaccounted() == null) {
      return text("%,d of %,d partitions", each.partitionsDone(), each.partitions());
    }
    long unproven = each.unproven() == null ? 0 : each.unproven();
    return unproven == 0
        ? text("%,d unaccounted for", each.unaccounted())
        : text("%,d unaccounted for, %,d unproven", each.unaccounted(), unproven);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  static String path(String screen, String id) {
    return screen + UriUtils.encodePathSegment(id, StandardCharsets.UTF_8);
  }

  /** Returns the class of the state. */
  public String look() {
    return GOOD.contains(state) ? "good" : BAD.contains(state) ? "bad" : "warn";
  }
}
