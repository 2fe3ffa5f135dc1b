package io.loyalty.consumption.warehouse.recovery;

import io.loyalty.consumption.warehouse.deadletters.DeadLetterFilter;
import io.loyalty.consumption.warehouse.deadletters.DeadLetterState;
import io.loyalty.consumption.warehouse.deadletters.SqlCondition;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Chooses dead letters.
 *
 * @param in the condition for those in a state
 * @param words the condition in words
 */
record Condition(Function<DeadLetterState, SqlCondition> in, String words) {
  private static final String OF_PREVIEW =
      """
      %s AND d.dead_letter_id IN (
        SELECT dead_letter_id FROM pipeline.dead_letter_resolution
        WHERE redrive_id = :preview AND outcome = 'would-pass')""";
  private static final String COUNT = "SELECT count(*) FROM ";

  /** Chooses the dead letters of a redrive. */
  static Condition of(RedriveScope scope, DeadLetterFilter filter) {
    return scope.preview() == null ? of(filter) : of(scope.preview());
  }

  static Condition of(DeadLetterFilter filter) {
    return new Condition(state -> filter.in(state).condition(), "matches the filter");
  }

  private static Condition of(UUID preview) {
    return new Condition(
        state ->
            new SqlCondition(
                OF_PREVIEW.formatted(state.condition()), Map.of("preview", preview.toString())),
        "would pass by the preview " + preview);
  }

  /** Says that nothing in the wanted state meets the condition, and what does in other states. */
  NothingChosenException nothing(JdbcClient jdbc, DeadLetterState wanted) {
    Map<String, Long> others = new TreeMap<>();
    for (DeadLetterState state : DeadLetterState.values()) {
      SqlCondition other = in.apply(state);
      jdbc.sql(COUNT + other.fromWhere())
          .params(other.parameters())
          .query((RowCallbackHandler) row -> others.put(state.label(), row.getLong(1)));
    }
    others.values().removeIf(count -> count == 0);
    StringBuilder sentence =
        new StringBuilder("no %s dead letter %s".formatted(wanted.label(), words));
    others.forEach(
        (state, count) ->
            sentence.append(
                "; %d %s %s".formatted(count, state, count == 1 ? "one does" : "ones do")));
    return new NothingChosenException(sentence.toString());
  }
}
