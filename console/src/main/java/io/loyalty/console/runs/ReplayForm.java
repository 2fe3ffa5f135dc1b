package io.loyalty.console.runs;

import io.loyalty.client.consumption.ReplayRequest;
import io.loyalty.console.view.NotUnderstoodException;
import io.loyalty.console.view.TimeInput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Holds what a visitor has chosen to replay, as an address or a form has it; null is no bound.
 *
 * @param all whether all event types are replayed, which must be said
 * @param eventTypes the event types
 * @param from the first Kafka time
 * @param to the end of the Kafka times
 * @param fromOffset the first offset, of one event type
 * @param toOffset the end of the offsets
 * @param occurredFrom the first time of occurrence
 * @param occurredTo the end of the times of occurrence
 * @param rate the most records a second
 */
record ReplayForm(
    Boolean all,
    List<String> eventTypes,
    String from,
    String to,
    String fromOffset,
    String toOffset,
    String occurredFrom,
    String occurredTo,
    String rate) {
  /** Describes a field: its name and its value. */
  record Field(String name, String value) {}

  /** Replaces what is blank by null, and an absent choice by none. */
  ReplayForm {
    all = Boolean.TRUE.equals(all);
    eventTypes =
        eventTypes == null
            ? List.of()
            : eventTypes.stream().filter(each -> !each.isBlank()).toList();
    from = TimeInput.asField(given(from));
    to = TimeInput.asField(given(to));
    fromOffset = given(fromOffset);
    toOffset = given(toOffset);
    occurredFrom = TimeInput.asField(given(occurredFrom));
    occurredTo = TimeInput.asField(given(occurredTo));
    rate = given(rate);
  }

  private static String given(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** Returns whether event types are chosen. */
  public boolean isChosen() {
    return all || !eventTypes.isEmpty();
  }

  /**
   * Returns the request.
   *
   * @throws NotUnderstoodException if a field can't be read, or no event type is chosen
   */
  ReplayRequest request() {
    if (!isChosen()) {
      throw new NotUnderstoodException("Choose at least one event type, or all of them.");
    }
    return new ReplayRequest(
        all ? List.of() : eventTypes,
        "merge",
        TimeInput.read("Taken by Kafka from", from),
        TimeInput.read("Taken by Kafka before", to),
        number("From offset", fromOffset),
        number("Before offset", toOffset),
        TimeInput.read("Occurred from", occurredFrom),
        TimeInput.read("Occurred before", occurredTo),
        number("At most so many a second", rate),
        false);
  }

  private static Long number(String name, String text) {
    try {
      return text == null ? null : Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new NotUnderstoodException("The value of \"%s\" is no whole number.".formatted(name));
    }
  }

  /** Returns the fields that are filled in. */
  public List<Field> fields() {
    List<Field> fields = new ArrayList<>();
    if (all) {
      fields.add(new Field("all", "true"));
    }
    eventTypes.forEach(each -> add(fields, "eventTypes", each));
    add(fields, "from", from);
    add(fields, "to", to);
    add(fields, "fromOffset", fromOffset);
    add(fields, "toOffset", toOffset);
    add(fields, "occurredFrom", occurredFrom);
    add(fields, "occurredTo", occurredTo);
    add(fields, "rate", rate);
    return List.copyOf(fields);
  }

  private static void add(List<Field> fields, String name, String value) {
    if (value != null) {
      fields.add(new Field(name, value));
    }
  }

  /** Returns the fields as the query of an address. */
  String query() {
    return fields().stream()
        .map(each -> each.name() + "=" + URLEncoder.encode(each.value(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }
}
