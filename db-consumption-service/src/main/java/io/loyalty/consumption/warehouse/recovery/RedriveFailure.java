package io.loyalty.consumption.warehouse.recovery;

import java.util.List;

/**
 * Groups failures of a redrive.
 *
 * @param rule the rule that they break; the reason of the refusal if no rule is named
 * @param path where, as a JSON Pointer, with {@code *} for the places in arrays; empty if nowhere
 * @param count how many there are
 * @param samples some of them
 */
public record RedriveFailure(String rule, String path, long count, List<Sample> samples) {
  /** Keeps an unmodifiable copy of the list. */
  public RedriveFailure {
    samples = List.copyOf(samples);
  }

  /** Holds one failure with its personal data; what is not known is null. */
  public record Sample(
      String deadLetterId,
      String eventType,
      String path,
      String expected,
      String found,
      String detail) {}
}
