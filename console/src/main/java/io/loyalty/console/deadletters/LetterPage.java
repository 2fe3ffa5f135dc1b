package io.loyalty.console.deadletters;

import io.loyalty.client.consumption.DeadLetter;
import io.loyalty.client.consumption.DeadLetter.Violation;
import io.loyalty.console.view.JsonMark;
import io.loyalty.console.view.MarkedJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Shows one dead letter.
 *
 * @param letter the dead letter, with personal data masked
 */
record LetterPage(DeadLetter letter) {
  /** A longer original would make a page that no browser shows well; the download has all of it. */
  private static final int LONGEST = 100_000;

  private static final Set<String> DECISIONS = Set.of("resolved", "reopened");

  /** Describes a fact: its name and its value. */
  record Fact(String name, String value) {}

  /** Returns the original with each violation at its place. */
  public MarkedJson original() {
    List<JsonMark> marks =
        letter.violations().stream()
            .map(each -> new JsonMark(each.path(), sentence(each)))
            .toList();
    return MarkedJson.of(isCut() ? letter.original().substring(0, LONGEST) : text(), marks);
  }

  private String text() {
    return letter.original() == null ? "" : letter.original();
  }

  /** Returns whether only the beginning of the original is shown. */
  public boolean isCut() {
    return text().length() > LONGEST;
  }

  /** Returns what is wrong at a place. */
  public static String sentence(Violation violation) {
    String expected = violation.expected() == null ? "" : ": expected " + violation.expected();
    String found = violation.found() == null ? "" : ", found " + violation.found();
    return violation.rule() + expected + found;
  }

  /** Returns the violations of an outcome in one text. */
  public static String sentences(DeadLetter.Resolution resolution) {
    return resolution.violations().stream()
        .map(each -> (each.path() + " " + sentence(each)).strip())
        .collect(Collectors.joining("; "));
  }

  /** Returns whether an outcome is of a redrive or preview, which has a page. */
  public static boolean isOfRedrive(DeadLetter.Resolution resolution) {
    return !DECISIONS.contains(resolution.outcome());
  }

  /** Returns whether it has yet to be brought back or resolved. */
  public boolean isOpen() {
    return "open".equals(letter.state());
  }

  /** Returns whether an operator closed it. */
  public boolean isResolved() {
    return "resolved".equals(letter.state());
  }

  /** Returns what is known of it beside what the page shows in its own places. */
  public List<Fact> facts() {
    return Stream.of(
            fact("Id", letter.id()),
            fact("Event id", letter.eventId()),
            fact("Step that refused it", letter.station()),
            fact("Refused by", letter.serviceVersion()),
            fact("Original is", kind()),
            fact("Queue", letter.queue()),
            fact("Message", letter.messageId()),
            fact("Event of the message", letter.position()),
            fact("Kafka record", record()),
            fact("Key of the record", letter.recordKey()),
            fact("Headers of the record", names()),
            fact("On the topic of dead letters", place()),
            fact("Redrives after which it was refused again", letter.attempts()))
        .filter(Objects::nonNull)
        .toList();
  }

  private static Fact fact(String name, Object value) {
    return value == null ? null : new Fact(name, value.toString());
  }

  private String kind() {
    return letter.originalKind() == null
        ? null
        : switch (letter.originalKind()) {
          case "EVENT" -> "an event";
          case "MESSAGE" -> "a whole message of the queue";
          case "RECORD" -> "a Kafka record that the load refused";
          default -> letter.originalKind().toLowerCase(Locale.ROOT);
        };
  }

  private String record() {
    return letter.recordTopic() == null
        ? null
        : "%s-%s-%s"
            .formatted(letter.recordTopic(), letter.recordPartition(), letter.recordOffset());
  }

  private String names() {
    return letter.recordHeaders().isEmpty()
        ? null
        : String.join(", ", new ArrayList<>(letter.recordHeaders()));
  }

  private String place() {
    return letter.kafkaOffset() == null
        ? null
        : "partition %d, offset %d".formatted(letter.kafkaPartition(), letter.kafkaOffset());
  }
}
