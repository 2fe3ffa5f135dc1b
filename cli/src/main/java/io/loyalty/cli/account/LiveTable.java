package io.loyalty.cli.account;

import io.loyalty.cli.text.Screen;
import io.loyalty.cli.text.Table;
import io.loyalty.client.consumption.ConsumptionStatus.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Formats the flow at one moment as text. */
public final class LiveTable {

  private LiveTable() {}

  /** Shows the flow. */
  public static void show(Progress progress, Screen screen) {
    screen.show(lines(progress), line(progress), trouble(progress));
  }

  /**
   * Returns one line per event type that is sent, the total of these, one line per event type that
   * a stage derives, and the reasons for any hold.
   */
  public static List<String> lines(Progress progress) {
    Table table =
        new Table(
            "%-26s %,10d %,10d %,10d %,10d %,12d  %s",
            "event type", "sent", "published", "rows", "duplicates", "dead letters", "freshness");
    Account account = progress.account();
    account.arrived().byType().forEach((type, arrived) -> row(table, progress, type, arrived));
    row(
        table,
        "total",
        account.totalSent(),
        published(progress),
        account.arrived().total(),
        standing(progress));
    account.arrived().derived().forEach((type, arrived) -> row(table, progress, type, arrived));
    trouble(progress).forEach(table::note);
    return table.lines();
  }

  /** Returns the total in one line, for output that is no terminal. */
  public static String line(Progress progress) {
    Arrived total = progress.account().arrived().total();
    return String.format(
        Locale.ROOT,
        "sent %,d, published %,d, rows %,d, duplicates %,d, dead letters %,d, %s",
        progress.account().totalSent(),
        published(progress),
        total.rows(),
        total.duplicates() + total.conflicts(),
        total.deadLetters(),
        standing(progress));
  }

  /** Returns sentences that state why a service is not running. */
  public static List<String> trouble(Progress progress) {
    List<String> sentences = new ArrayList<>();
    if (progress.ingestion().state().equals("HOLDING")) {
      sentences.add("ingestion is holding: " + progress.ingestion().reason());
    }
    progress.consumption().held().stream()
        .map(held -> "%s-%d is held: %s".formatted(held.topic(), held.partition(), held.reason()))
        .distinct()
        .limit(3)
        .forEach(sentences::add);
    return sentences;
  }

  private static void row(Table table, Progress progress, String type, Arrived arrived) {
    row(
        table,
        type,
        progress.account().sent(type),
        progress.published(type),
        arrived,
        freshness(progress, type));
  }

  private static void row(
      Table table, String type, long sent, long published, Arrived arrived, String freshness) {
    table.add(
        type,
        sent,
        published,
        arrived.rows(),
        arrived.duplicates() + arrived.conflicts(),
        arrived.deadLetters(),
        freshness);
  }

  private static long published(Progress progress) {
    Set<String> types = progress.account().arrived().byType().keySet();
    return types.stream().mapToLong(progress::published).sum();
  }

  private static String standing(Progress progress) {
    if (progress.queued() == Progress.UNASKED) {
      return onTopics(progress);
    }
    return progress.queued() < 0
        ? "the queue does not answer"
        : String.format(Locale.ROOT, "%,d in the queue, %s", progress.queued(), onTopics(progress));
  }

  private static String onTopics(Progress progress) {
    return progress.consumption().isWhole()
        ? String.format(Locale.ROOT, "%,d on topics", progress.consumption().lag())
        : "an unknown number on topics";
  }

  private static String freshness(Progress progress, String type) {
    return progress.consumption().topics().stream()
        .filter(topic -> topic.eventType().equals(type))
        .findFirst()
        .map(topic -> freshness(topic, progress.at()))
        .orElse("");
  }

  private static String freshness(Topic topic, Instant now) {
    if (topic.lag() == null) {
      return "unknown";
    }
    if (topic.loadedThrough() == null) {
      return topic.lag() == 0 ? "-" : "waiting";
    }
    if (topic.lag() == 0) {
      return "all loaded";
    }
    Duration behind = Duration.between(topic.loadedThrough(), now);
    return String.format(Locale.ROOT, "%.1f s behind", Math.max(0, behind.toMillis()) / 1_000.0);
  }
}
