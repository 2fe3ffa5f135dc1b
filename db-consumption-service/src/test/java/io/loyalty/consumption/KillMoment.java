package io.loyalty.consumption;

import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** When an instance is killed: seen from its start, or from what PostgreSQL does for it. */
enum KillMoment {
  /** Between the first class that it loads and its first batches. */
  AFTER_START("false"),
  /** At any moment of its work. */
  AT_WORK("false"),
  /** While it has a transaction open. */
  IN_TRANSACTION("xact_start IS NOT NULL"),
  /** While rows flow. */
  IN_COPY("state = 'active' AND query ILIKE 'COPY%'"),
  /** As near to a commit as can be seen from outside. */
  AT_COMMIT("query ILIKE 'COMMIT%'");

  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int AFTER_START_MILLIS = 8_000;
  private static final int AT_WORK_MILLIS = 2_000;

  private final String condition;

  KillMoment(String condition) {
    this.condition = condition;
  }

  static KillMoment any(Random random) {
    return values()[random.nextInt(values().length)];
  }

  /**
   * Returns when the moment has come.
   *
   * @return false if it did not come, as the instance has nothing to do
   */
  boolean await(ServiceProcess instance, String user, JdbcClient jdbc, Random random) {
    if (this == AFTER_START) {
      pass(random.nextInt(AFTER_START_MILLIS));
      return true;
    }
    waiting(START).until(instance::isRunning);
    pass(random.nextInt(AT_WORK_MILLIS));
    if (this == AT_WORK) {
      return true;
    }
    try {
      waiting(PATIENCE).until(() -> isSeen(user, jdbc));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  /** Lets time pass: what is random has no condition to wait for. */
  static void pass(int millis) {
    Duration time = Duration.ofMillis(millis);
    Awaitility.await().pollDelay(time).atMost(time.plusSeconds(60)).until(() -> true);
  }

  private static ConditionFactory waiting(Duration most) {
    return Awaitility.await()
        .atMost(most)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2));
  }

  private boolean isSeen(String user, JdbcClient jdbc) {
    return jdbc.sql(
                "SELECT count(*) FROM pg_stat_activity WHERE usename = ? AND (%s)"
                    .formatted(condition))
            .param(user)
            .query(Long.class)
            .single()
        > 0;
  }
}
