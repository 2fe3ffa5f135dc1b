package io.loyalty.consumption.warehouse.deadletters;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Selects dead letters. A null or empty condition matches any dead letter; all conditions must
 * hold, {@code rule} and {@code path} for the same violation. Immutable.
 *
 * @param eventType the type of the event, as its sender gave it
 * @param station the step that refused it
 * @param reason the code of the reason
 * @param rule a rule that the event breaks
 * @param path the place of a violation: a JSON Pointer; with {@code *} it stands for every place in
 *     an array
 * @param source the source of the event
 * @param serviceVersion the service that refused it, with its version
 * @param from refused at this time or later
 * @param to refused before this time
 * @param ids the ids of dead letters
 * @param state their state
 */
public record DeadLetterFilter(
    String eventType,
    String station,
    String reason,
    String rule,
    String path,
    String source,
    String serviceVersion,
    Instant from,
    Instant to,
    List<String> ids,
    DeadLetterState state) {
  /** These characters have a meaning in a regular expression of PostgreSQL. */
  private static final Pattern SPECIAL = Pattern.compile("[\\\\^$.|?*+()\\[\\]{}]");

  /** This character follows the slash. */
  private static final String AFTER_SLASH = "0";

  private static final Pattern ANY_PLACE = Pattern.compile("/[*](/|$)");

  /** This filter matches every dead letter. */
  public static final DeadLetterFilter ANY =
      new DeadLetterFilter(null, null, null, null, null, null, null, null, null, null, null);

  /** Keeps an unmodifiable copy of the list; an absent one is empty. */
  public DeadLetterFilter {
    ids = ids == null ? List.of() : List.copyOf(ids);
  }

  /** Returns this filter for dead letters in another state; null matches any state. */
  public DeadLetterFilter in(DeadLetterState other) {
    return new DeadLetterFilter(
        eventType, station, reason, rule, path, source, serviceVersion, from, to, ids, other);
  }

  /** Returns whether it has no condition but the state. */
  @JsonIgnore
  public boolean isOfAny() {
    return in(null).equals(ANY);
  }

  /** Returns the condition in SQL, on {@code pipeline.dead_letter d}, with its parameters. */
  @JsonIgnore
  public SqlCondition condition() {
    SqlCondition.Builder condition =
        new SqlCondition.Builder()
            .add("d.event_type = :filterType", "filterType", eventType)
            .add("d.station = :filterStation", "filterStation", station)
            .add("d.reason = :filterReason", "filterReason", reason)
            .add("d.source = :filterSource", "filterSource", source)
            .add("d.service_version = :filterVersion", "filterVersion", serviceVersion)
            .add("d.rejected_at >= :filterFrom", "filterFrom", SqlCondition.time(from))
            .add("d.rejected_at < :filterTo", "filterTo", SqlCondition.time(to));
    if (!ids.isEmpty()) {
      condition.add(
          "d.dead_letter_id = ANY (:filterIds::text[])", "filterIds", ids.toArray(String[]::new));
    }
    violation(condition);
    if (state != null) {
      condition.add(state.condition(), Map.of());
    }
    return condition.build();
  }

  private boolean isPattern() {
    return path != null && ANY_PLACE.matcher(path).find();
  }

  /** Returns the path, or a regular expression for it. */
  private String place() {
    return isPattern()
        ? Arrays.stream(path.split("/", -1))
            .map(step -> step.equals("*") ? "[0-9]+" : SPECIAL.matcher(step).replaceAll("\\\\$0"))
            .collect(Collectors.joining("/", "^", "$"))
        : path;
  }

  private void violation(SqlCondition.Builder condition) {
    if (rule == null && path == null) {
      return;
    }
    SqlCondition.Builder violation =
        new SqlCondition.Builder()
            .add("v.dead_letter_id = d.dead_letter_id", Map.of())
            .add("v.rule = :filterRule", "filterRule", rule);
    if (isPattern()) {
      // What all its places begin with, in the order of bytes, which an index has.
      String beginning = path.substring(0, path.indexOf("/*"));
      violation
          .add("v.path ~>=~ :filterPathFrom", "filterPathFrom", beginning + "/")
          .add("v.path ~<~ :filterPathTo", "filterPathTo", beginning + AFTER_SLASH)
          .add("v.path ~ :filterPath", "filterPath", place());
    } else {
      violation.add("v.path = :filterPath", "filterPath", place());
    }
    SqlCondition built = violation.build();
    condition.add(
        "EXISTS (SELECT FROM pipeline.dead_letter_violation v WHERE %s)".formatted(built.sql()),
        built.parameters());
  }
}
