package io.loyalty.endtoend;

import static io.loyalty.endtoend.RefusedEnrolments.NO_DATE;
import static io.loyalty.endtoend.RefusedEnrolments.PATCH;
import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.client.consumption.Redrive;
import io.loyalty.endtoend.process.ServiceProcess;
import io.loyalty.endtoend.programme.Programme;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tests that a redrive during which one of both services is killed again and again ends as its
 * preview says. The seed decides after how many results which service is killed; {@code
 * -Dredrive.seed} makes the same choices again, {@code -Dredrive.kills=10} kills more often.
 */
@Tag("slow")
@ExtendWith(LocalStackExtension.class)
class RedriveKillsIT {
  private static final Logger log = LoggerFactory.getLogger(RedriveKillsIT.class);
  private static final long SEED = Long.getLong("redrive.seed", System.nanoTime());
  private static final int KILLS = Integer.getInteger("redrive.kills", 4);

  /** At this rate several kills find a redrive at work that a restart has resumed. */
  private static final int RATE = 40;

  private final Random random = new Random(SEED);

  @Test
  void endsAsItsPreviewSays_howeverOftenAServiceIsKilled() throws Exception {
    log.info("{} kills; -Dredrive.seed={}", KILLS, SEED);
    RefusedEnrolments enrolments = RefusedEnrolments.in("redrivekills");
    Programme programme = enrolments.programme();
    try {
      enrolments.deploy(enrolments.candidate());
      Redrive preview = enrolments.preview(PATCH, null);
      String id = enrolments.redrive(RATE);
      for (int results : moments(Math.toIntExact(preview.deadLetters()))) {
        ServiceProcess struck =
            random.nextBoolean() ? programme.ingestion() : programme.consumption();
        programme.api().awaitTried(id, results);
        log.info("After {} results: kill {}", results, struck.name());
        struck.kill();
        struck.start();
      }
      programme.ingestion().awaitRunning();
      programme.consumption().awaitRunning();
      Redrive done = programme.api().redriven(id);

      assertThat(done.published()).isEqualTo(preview.wouldPass());
      assertThat(done.refusedAgain()).isEqualTo(NO_DATE);
      enrolments.settle();
      assertThat(programme.api().redriven(enrolments.redrive(null)).published())
          .as("a second run")
          .isZero();
      enrolments.settle();
      log.info("The end is that of the preview. -Dredrive.seed={}", SEED);
    } finally {
      programme.end();
    }
  }

  /** Returns numbers of results, ascending, after which something is killed. */
  private List<Integer> moments(int deadLetters) {
    return random.ints(KILLS, 0, deadLetters * 9 / 10).sorted().boxed().toList();
  }
}
