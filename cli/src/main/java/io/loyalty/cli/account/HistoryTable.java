package io.loyalty.cli.account;

import io.loyalty.cli.text.Table;
import io.loyalty.client.ingestion.FileProgress;
import io.loyalty.client.ingestion.IngestionStatus;
import io.loyalty.client.text.PrintableText;
import java.util.List;
import java.util.Locale;

/** Formats the progress of loading history, and its account, as text. */
public final class HistoryTable {
  private HistoryTable() {}

  /** Returns the progress in one line. */
  public static String line(IngestionStatus status) {
    FileProgress reading = status.file();
    if (reading == null) {
      return "starting"
          + (status.reason() == null ? "" : ": " + PrintableText.line(status.reason()));
    }
    return (reading.percent() == null ? "" : format("%5.1f%%  ", reading.percent()))
        + format("%,d lines, %,.0f lines/s, ", reading.lines(), reading.linesPerSecond())
        + PrintableText.line(reading.file())
        + (reading.files() == 1 ? "" : format(" (%d of %d)", reading.fileNumber(), reading.files()))
        + ("HOLDING".equals(status.state())
            ? "  HOLDING: " + PrintableText.line(status.reason())
            : "");
  }

  /** Returns one line per event type, the lines, and the conclusion. */
  public static List<String> lines(HistoryAccount account) {
    Table table =
        new Table("%-26s %,12d %,12d %,14d", "event type", "events", "published", "dead letters");
    account
        .events()
        .forEach(
            each ->
                table.add(
                    each.eventType(), each.received(), each.published(), each.deadLettered()));
    table.add(
        "total",
        account.events().stream().mapToLong(IngestionStatus.EventCounts::received).sum(),
        account.events().stream().mapToLong(IngestionStatus.EventCounts::published).sum(),
        account.events().stream().mapToLong(IngestionStatus.EventCounts::deadLettered).sum());
    if (account.reading().linesBefore() > 0) {
      table.note(format("%,d lines were safe before.", account.reading().linesBefore()));
    }
    table.note(
        format(
            "%,d lines read = %,d safe on Kafka + %,d blank + %,d left.",
            account.reading().lines(),
            account.messages().deleted(),
            account.reading().blankLines(),
            account.leftLines()));
    return table.note(verdict(account)).lines();
  }

  private static String verdict(HistoryAccount account) {
    if (account.complete()) {
      return "Complete: every event is published or a dead letter.";
    }
    if (account.reading().fault() != null) {
      return "NOT complete: %s.".formatted(PrintableText.line(account.reading().fault()));
    }
    return account.reading().firstLeft() == null
        ? "NOT complete: stopped before the end."
        : "NOT complete: %s is the first that is left."
            .formatted(PrintableText.line(account.reading().firstLeft()));
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
