package io.loyalty.consumption;

import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists the moments at which an instance is killed. */
enum KillMoment {
  /** The instance is starting or loads its first batches. */
  AFTER_START("false"),
  /** The instance is at work, at a random moment. */
  AT_WORK("false"),
  /** The instance has an open transaction. */
  IN_TRANSACTION("xact_start IS NOT NULL"),
  /** The instance sends rows by COPY. */
  IN_COPY("state = 'active' AND query ILIKE 'COPY%'"),
  /** The instance commits, as near as this can be seen from outside. */
  AT_COMMIT("query ILIKE 'COMMIT%'");

  private static final Duration START = Duration.ofMinutes(10);
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
   * Waits for the moment.
   *
   * @return false if it did not come because the instance has nothing to do
   */
  boolean await(ServiceProcess instance, String user, JdbcClient jdbc, Random random) {
    if (this == AFTER_START) {
      pass(random.nextInt(AFTER_START_MILLIS));
      return true;
    }
    Awaitility.await()
        .atMost(START)
        .pollInterval(Duration.ofMillis(200))
        .until(instance::isRunning);
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

  /** Waits for a random time, for which there is no condition to await. */
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
