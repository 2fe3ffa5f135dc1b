package io.loyalty.cli.validation;

import io.loyalty.client.ingestion.ValidatedEvent;
import io.loyalty.client.ingestion.ValidatedEvent.Violation;
import io.loyalty.client.text.PrintableText;
import java.util.function.Consumer;

/**
 * Prints one line for each violation of an event. An event is printed when the next one arrives,
 * because only then it is known whether its line contains others. Not thread-safe.
 */
public final class ViolationLines {
  private final Consumer<String> out;
  private ValidatedEvent last;

  /** Prints to the given consumer. */
  public ViolationLines(Consumer<String> out) {
    this.out = out;
  }

  /** Takes the next event, valid or not. */
  public void add(ValidatedEvent event) {
    tell(event);
    last = event;
  }

  /** Ends the events and prints the last one. */
  public void end() {
    tell(null);
    last = null;
  }

  private void tell(ValidatedEvent next) {
    if (last == null || last.valid()) {
      return;
    }
    boolean alone = last.position() == 0 && (next == null || !next.line().equals(last.line()));
    String place = "line " + last.line() + (alone ? "" : ", event " + (last.position() + 1)) + ": ";
    if (last.violations().isEmpty()) {
      out.accept(place + PrintableText.line(last.reason()));
    }
    last.violations().forEach(each -> out.accept(place + text(each)));
  }

  private static String text(Violation each) {
    return PrintableText.line(
        "%s %s: expected %s, found %s"
            .formatted(each.path(), each.rule(), each.expected(), each.found()));
  }
}
