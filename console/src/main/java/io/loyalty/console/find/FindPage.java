package io.loyalty.console.find;

import io.loyalty.client.consumption.EventMatches;
import io.loyalty.client.consumption.Whereabouts;
import io.loyalty.client.consumption.Whereabouts.Lag;
import io.loyalty.client.way.Moment;
import io.loyalty.client.way.Way;
import io.loyalty.console.service.Answered;
import java.util.List;
import java.util.stream.Stream;

/**
 * Holds what was found.
 *
 * @param text what was asked for
 * @param scan whether records that are not loaded yet were searched, too
 * @param found where the event is; its value and its fault are null if no id was asked for
 * @param values the events that have the value, of each field that was asked for
 */
record FindPage(
    String text, boolean scan, Answered<Whereabouts> found, List<Answered<EventMatches>> values) {
  /** Returns whether an event, a dead letter or a record was found. */
  public boolean isHit() {
    return found.isThere() && found.value().found();
  }

  /** Returns the events that have the value, each once. */
  public List<EventMatches.Match> matches() {
    return known().flatMap(each -> each.events().stream()).distinct().toList();
  }

  /** Returns whether there are more events that have the value. */
  public boolean hasMore() {
    return known().anyMatch(EventMatches::more);
  }

  /** Returns a sentence for each answer that is missing. */
  public List<String> faults() {
    return Answered.faults(answers());
  }

  /** Returns what the page is made of. */
  List<Answered<?>> answers() {
    return Stream.<Answered<?>>concat(Stream.of(found), values.stream()).toList();
  }

  private Stream<EventMatches> known() {
    return values.stream().filter(Answered::isThere).map(Answered::value);
  }

  /** Returns whether something was asked for. */
  public boolean isAsked() {
    return !text.isBlank();
  }

  /** Returns the way of an event. */
  public List<Moment> way(Whereabouts.Trace trace) {
    return Way.of(trace);
  }

  /** Returns the way of a dead letter. */
  public List<Moment> way(Whereabouts.Letter letter) {
    return Way.of(letter);
  }

  /** Returns where an event that was not found may still be, as one sentence. */
  public String missing() {
    Lag lag = found.isThere() ? found.value().lag() : null;
    String queue = "Messages that are still in the queue can't be looked into.";
    if (lag == null) {
      return "No event in the warehouse has this value. " + queue;
    }
    return "There is no row, conflict or dead letter of it. %s %s".formatted(sentence(lag), queue);
  }

  /** Returns whether a search of the records that are not loaded yet may find it. */
  public boolean canScan() {
    Lag lag = found.isThere() ? found.value().lag() : null;
    return lag != null && lag.records() != null && lag.records() > 0 && lag.scanned() == null;
  }

  private static String sentence(Lag lag) {
    if (lag.records() == null) {
      return "Kafka does not answer, so what is not loaded yet is not known.";
    }
    if (lag.records() == 0) {
      return "All records of Kafka are loaded.";
    }
    String holds =
        lag.holds().isEmpty() ? "" : " On hold: %s.".formatted(String.join(", ", lag.holds()));
    if (lag.scanned() == null) {
      return "%,d records are not loaded yet.%s".formatted(lag.records(), holds);
    }
    return lag.complete()
        ? "It is not in the %,d records that are not loaded yet.%s".formatted(lag.records(), holds)
        : "It is not in %,d of the %,d records that are not loaded yet; ask again when fewer are left.%s"
            .formatted(lag.scanned(), lag.records(), holds);
  }
}
