package io.loyalty.console.deadletters;

import io.loyalty.client.consumption.DeadLetterFilter;
import io.loyalty.console.view.TimeInput;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds the conditions on dead letters as an address or a form has them; null is no condition.
 *
 * @param eventType the type of the event
 * @param station the step that refused it
 * @param reason the code of the reason
 * @param rule a rule that the event breaks
 * @param path the place of a violation
 * @param source the source of the event
 * @param serviceVersion the service that refused it, with its version
 * @param from refused at this time or later
 * @param to refused before this time
 * @param state open, redriven, resolved or all
 * @param id the ids of dead letters
 */
record LetterFilter(
    String eventType,
    String station,
    String reason,
    String rule,
    String path,
    String source,
    String serviceVersion,
    String from,
    String to,
    String state,
    List<String> id) {
  /** Describes a condition: its name in addresses, its name on pages, and its value. */
  record Condition(String name, String label, String value) {}

  /** Replaces what is blank by null. */
  LetterFilter {
    eventType = given(eventType);
    station = given(station);
    reason = given(reason);
    rule = given(rule);
    path = given(path);
    source = given(source);
    serviceVersion = given(serviceVersion);
    from = given(from);
    to = given(to);
    state = given(state);
    id = id == null ? List.of() : id.stream().filter(each -> !each.isBlank()).toList();
  }

  private static String given(String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** Returns the filter that a redrive was started with; absent fields are no conditions. */
  static LetterFilter of(JsonNode filter) {
    return new LetterFilter(
        text(filter, "eventType"),
        text(filter, "station"),
        text(filter, "reason"),
        text(filter, "rule"),
        text(filter, "path"),
        text(filter, "source"),
        text(filter, "serviceVersion"),
        text(filter, "from"),
        text(filter, "to"),
        null,
        filter == null
            ? List.of()
            : filter.path("ids").valueStream().map(JsonNode::asString).toList());
  }

  private static String text(JsonNode filter, String field) {
    JsonNode value = filter == null ? null : filter.get(field);
    return value == null || value.isNull() ? null : value.asString();
  }

  /** Returns the same conditions in another state; null is the service's default. */
  public LetterFilter in(String otherState) {
    return new LetterFilter(
        eventType, station, reason, rule, path, source, serviceVersion, from, to, otherState, id);
  }

  /**
   * Returns the same conditions, but nothing that is refused from a time on: what a person has
   * confirmed does not grow meanwhile. Single dead letters, which can't grow in number, need none.
   */
  LetterFilter before(Instant time) {
    Instant end = TimeInput.read("to", to);
    return !id.isEmpty() || (end != null && end.isBefore(time))
        ? this
        : new LetterFilter(
            eventType,
            station,
            reason,
            rule,
            path,
            source,
            serviceVersion,
            from,
            time.truncatedTo(ChronoUnit.SECONDS).toString(),
            state,
            id);
  }

  /** Returns the filter for a list. */
  DeadLetterFilter listed() {
    return new DeadLetterFilter(
        eventType,
        station,
        reason,
        rule,
        path,
        source,
        serviceVersion,
        TimeInput.read("from", from),
        TimeInput.read("to", to),
        id.isEmpty() ? null : id,
        state);
  }

  /** Returns the filter for a request that changes dead letters, which implies their state. */
  JsonNode changed() {
    ObjectNode filter = JsonMapper.shared().valueToTree(in(null).listed());
    List<String> absent =
        filter
            .propertyStream()
            .filter(each -> each.getValue().isNull())
            .map(Map.Entry::getKey)
            .toList();
    return filter.remove(absent);
  }

  /** Returns the conditions that there are. */
  public List<Condition> conditions() {
    List<Condition> all = new ArrayList<>();
    for (LetterField field : LetterField.values()) {
      add(all, field.field(), field.label(), value(field));
    }
    add(all, "from", "Refused from", from);
    add(all, "to", "Refused before", to);
    add(all, "state", "State", state);
    id.forEach(each -> add(all, "id", "Id", each));
    return List.copyOf(all);
  }

  private String value(LetterField field) {
    return switch (field) {
      case TYPE -> eventType;
      case STATION -> station;
      case REASON -> reason;
      case RULE -> rule;
      case PATH -> path;
      case SOURCE -> source;
      case VERSION -> serviceVersion;
      case HOUR -> null;
    };
  }

  private static void add(List<Condition> all, String name, String label, String value) {
    if (value != null) {
      all.add(new Condition(name, label, value));
    }
  }

  /** Returns the time as the field of a form has it. */
  public String fromField() {
    return TimeInput.field(TimeInput.read("from", from));
  }

  /** Returns the time as the field of a form has it. */
  public String toField() {
    return TimeInput.field(TimeInput.read("to", to));
  }

  /** Returns the conditions as the query of an address; it may be empty. */
  public String query() {
    return conditions().stream()
        .map(each -> each.name() + "=" + encoded(each.value()))
        .collect(Collectors.joining("&"));
  }

  /** Returns a text for the query of an address. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
