package io.loyalty.cli.event;

import io.loyalty.client.consumption.Whereabouts;
import io.loyalty.client.consumption.Whereabouts.Lag;
import java.util.OptionalLong;

/** Says where an event that was not found may still be. */
public final class Missing {
  private Missing() {}

  /**
   * Returns the sentence.
   *
   * @param queued the number of messages in the queue, if it is known
   */
  public static String sentence(Whereabouts none, OptionalLong queued) {
    String queue =
        queued.isEmpty()
            ? "Messages that are still in the queue can't be looked into."
            : "The queue holds %,d messages, which can't be looked into."
                .formatted(queued.getAsLong());
    return "%s: no row, conflict or dead letter. %s %s"
        .formatted(none.id(), lag(none.lag()), queue);
  }

  private static String lag(Lag lag) {
    if (lag == null || lag.records() == null) {
      return "Kafka does not answer, so what is not loaded yet is not known.";
    }
    String holds =
        lag.holds().isEmpty()
            ? "; no partition of them is on hold."
            : "; on hold: %s.".formatted(String.join(", ", lag.holds()));
    if (lag.records() == 0) {
      return "All records of Kafka are loaded.";
    }
    if (lag.scanned() == null) {
      return "%,d records are not loaded yet, and --scan searches them%s"
          .formatted(lag.records(), holds);
    }
    return lag.complete()
        ? "Not in the %,d records that are not loaded yet%s".formatted(lag.records(), holds)
        : "Not in %,d of the %,d records that are not loaded yet; ask again when fewer are left%s"
            .formatted(lag.scanned(), lag.records(), holds);
  }
}
