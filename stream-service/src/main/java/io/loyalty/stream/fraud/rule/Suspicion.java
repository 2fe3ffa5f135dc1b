package io.loyalty.stream.fraud.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Is a case that a rule found.
 *
 * @param rule the rule
 * @param caseParts what defines the case within the rule: the same parts are the same case
 * @param score how strong the suspicion is, 0 to 100
 * @param subject whom it is about
 * @param evidence the events that it is made of, in the order in which they occurred
 * @param waited how long the rule waited after the last of them
 */
public record Suspicion(
    FraudRule rule,
    List<Object> caseParts,
    int score,
    Subject subject,
    List<Evidence> evidence,
    Duration waited) {
  /** Orders the evidence. */
  public Suspicion {
    evidence = evidence.stream().sorted(Evidence.ORDER).toList();
  }

  /**
   * Whom a case is about.
   *
   * @param memberId the member; null if there is none, or several
   * @param storeId the store; null if it is not known, or there are several
   */
  public record Subject(@Nullable String memberId, @Nullable String storeId) {
    /** Returns the store that all of them name; null if they differ or one names none. */
    static @Nullable String common(Stream<@Nullable String> values) {
      List<@Nullable String> all = values.distinct().toList();
      return all.size() == 1 ? all.get(0) : null;
    }
  }

  /** Returns when the first event of the evidence occurred. */
  public Instant begin() {
    return evidence.get(0).countsAt();
  }

  /** Returns when the last one did. */
  public Instant end() {
    return evidence.get(evidence.size() - 1).countsAt();
  }
}
