package io.loyalty.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.endtoend.backends.StackProcess;
import io.loyalty.endtoend.programme.Programme;
import io.loyalty.endtoend.programme.TwiceSentStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the queue to the row, every message sent twice, while both services, the backends of the
 * database and the broker (with the queue server, which is the same JVM) are killed and frozen:
 * each event is one row or one dead letter. Each fault strikes once, in an order of the seed;
 * {@code -Dchaos.minutes=20} goes on for so long with freezes of 15 to 40 s, {@code -Dchaos.seed}
 * makes the same choices again.
 */
@Tag("slow")
class ChaosIT {
  private static final Logger log = LoggerFactory.getLogger(ChaosIT.class);
  private static final int MINUTES = Integer.getInteger("chaos.minutes", 0);
  private static final long SEED = Long.getLong("chaos.seed", System.nanoTime());
  private static final int MESSAGES_PER_SECOND = 60;
  private static final int BETWEEN_FAULTS = 60;
  private static final Duration SHORT_FREEZE = Duration.ofSeconds(3);

  private final Random random = new Random(SEED);

  @TempDir private Path directory;

  @Test
  void eachEventIsOneRowOrOneDeadLetter_whateverIsKilledOrFrozen() throws Exception {
    log.info("{} minutes; -Dchaos.seed={}", MINUTES, SEED);
    try (StackProcess stack = new StackProcess(directory, "chaos")) {
      stack.start();
      Programme programme =
          Programme.start("chaos", stack, "--consumption.topic.metadata-max-age=1s");
      try {
        TwiceSentStream stream = TwiceSentStream.into(programme, SEED, MESSAGES_PER_SECOND);
        int faults = strike(programme, stack, stream);
        stream.end();
        awaitRunning(programme);
        programme.accountForEverything();
        log.info(
            "{} faults, {} events sent: each is one row or one dead letter. -Dchaos.seed={}",
            faults,
            programme.sent().size(),
            SEED);
        assertThat(stream.sent()).isPositive();
      } finally {
        programme.end();
      }
    }
  }

  private int strike(Programme programme, StackProcess stack, TwiceSentStream stream)
      throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(MINUTES).toNanos();
    int faults = 0;
    do {
      List<ChaosFault> order = new ArrayList<>(List.of(ChaosFault.values()));
      Collections.shuffle(order, random);
      for (ChaosFault fault : order) {
        stream.awaitSent(BETWEEN_FAULTS);
        awaitRunning(programme);
        faults++;
        log.info("Fault {}: {}", faults, fault);
        fault.strike(programme, stack, random, ChaosIT::pass);
      }
    } while (System.nanoTime() < end);
    return faults;
  }

  private static void awaitRunning(Programme programme) {
    programme.ingestion().awaitRunning();
    programme.consumption().awaitRunning();
  }

  private static void pass(Duration asked) {
    Duration time = MINUTES > 0 || asked.compareTo(SHORT_FREEZE) < 0 ? asked : SHORT_FREEZE;
    await().pollDelay(time).atMost(time.plusSeconds(30)).until(() -> true);
  }
}
