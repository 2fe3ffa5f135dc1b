package io.loyalty.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.endtoend.backends.ChosenBackends;
import io.loyalty.endtoend.event.BackfillEvents;
import io.loyalty.endtoend.programme.EventStream;
import io.loyalty.endtoend.programme.Programme;
import io.loyalty.endtoend.warehouse.RandomLoss;
import io.loyalty.endtoend.warehouse.ReplayProgressWatch;
import io.loyalty.endtoend.warehouse.TableContents;
import io.loyalty.endtoend.warehouse.TableContents.LoadedThen;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.extension.TestWatcher;
import tools.jackson.databind.JsonNode;

/**
 * Tests that a replay restores deleted rows from the topics while new events arrive. To run it on
 * recorded events: {@code -Dbackfill.events=FILE}; to kill more often: {@code -Dbackfill.kills=10}.
 */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("slow")
class BackfillIT {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int NEW_MESSAGES_PER_SECOND = 50;
  private static final int KILLS = Integer.getInteger("backfill.kills", 3);
  // A batch takes one second at this rate, so the replay has this many batches.
  private static final int SLOW_BATCHES = Math.max(20, 2 * KILLS);
  private static final int BRISK_BATCHES = 4;

  private final long seed = Long.getLong("backfill.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @RegisterExtension
  final TestWatcher seedTeller =
      new TestWatcher() {
        @Override
        public void testFailed(ExtensionContext context, Throwable cause) {
          System.out.printf("%s: again with -Dbackfill.seed=%d%n", context.getDisplayName(), seed);
        }
      };

  private Programme programme;

  @BeforeAll
  void fillTheWarehouse() throws IOException, SQLException, InterruptedException {
    programme =
        Programme.start(
            "backfill",
            ChosenBackends.backends(),
            // Another worker takes over the replay of a killed service after this time.
            "--consumption.replay.lease=1s",
            "--consumption.replay.poll=200ms");
    programme.send(BackfillEvents.chosen(seed));
    programme.accountForEverything();
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (programme != null) {
      programme.end();
    }
  }

  @Test
  @Order(1)
  void restoresExactlyWhatWasDeletedWhileNewEventsArrive() throws Exception {
    LoadedThen then = LoadedThen.now(programme.name(), programme.warehouse());
    Map<String, String> before = TableContents.of(programme.warehouse());
    long lost = RandomLoss.in(programme.warehouse(), random.nextLong());
    String replay;
    EventStream stream = EventStream.paced(programme, NEW_MESSAGES_PER_SECOND);
    try {
      await("new events arrive").atMost(PATIENCE).until(() -> stream.sent() > 0);
      replay = programme.api().replayAll(loadedOffsets() / BRISK_BATCHES);
      int sentBefore = stream.sent();
      awaitDone(replay);
      assertThat(stream.sent()).as("messages sent by its end").isGreaterThan(sentBefore);
    } finally {
      stream.end();
    }
    programme.accountForEverything();
    isExactly(programme.api().replay(replay), lost);
    assertThat(TableContents.of(programme.warehouse(), then))
        .as("what was there before")
        .isEqualTo(before);

    Map<String, String> all = TableContents.of(programme.warehouse());
    String second = programme.api().replayAll(loadedOffsets());
    awaitDone(second);
    isExactly(programme.api().replay(second), 0);
    assertThat(TableContents.of(programme.warehouse()))
        .as("after the second replay")
        .isEqualTo(all);
    programme.accountForEverything();
  }

  @Test
  @Order(2)
  void goesOnByItselfAndRestoresExactlyWhatWasDeleted_howeverOftenItIsKilled() throws Exception {
    LoadedThen then = LoadedThen.now(programme.name(), programme.warehouse());
    Map<String, String> before = TableContents.of(programme.warehouse());
    long lost = RandomLoss.in(programme.warehouse(), random.nextLong());
    int replaysBefore = replays();
    long total = loadedOffsets();
    String replay;
    EventStream stream = EventStream.paced(programme, NEW_MESSAGES_PER_SECOND);
    try {
      replay = programme.api().replayAll(total / SLOW_BATCHES);
      try (ReplayProgressWatch progress = ReplayProgressWatch.on(programme.warehouse(), replay)) {
        for (int kill = 0; kill < KILLS; kill++) {
          awaitRandomMoment(progress, replay, total * (kill + random.nextDouble()) * 0.8 / KILLS);
          programme.consumption().kill();
          assertThat(state(replay)).as("the replay after kill %d", kill + 1).isEqualTo("RUNNING");
          programme.consumption().start();
        }
        awaitDone(replay);
        progress.assertOnlyForward(KILLS);
      }
      assertThat(stream.flowing()).as("new events arrived till its end").isTrue();
    } finally {
      stream.end();
    }
    programme.consumption().awaitRunning();
    programme.accountForEverything();
    assertThat(replays()).as("replays asked for").isEqualTo(replaysBefore + 1);
    isExactly(programme.api().replay(replay), lost);
    assertThat(TableContents.of(programme.warehouse(), then))
        .as("what was there before")
        .isEqualTo(before);
  }

  @Test
  @Order(3)
  void fillsAnEmptyWarehouseFromTheStartOfTheLogWithTheSameContents() throws Exception {
    Map<String, String> first = TableContents.of(programme.warehouse());
    programme.moveToEmptyWarehouse("backfill_again");
    programme.accountForEverything();
    assertThat(TableContents.of(programme.warehouse())).as("the other warehouse").isEqualTo(first);
  }

  /** Waits for progress since the last kill, and for a part of the time of a batch. */
  private void awaitRandomMoment(ReplayProgressWatch progress, String replay, double place) {
    long before = progress.passed();
    await("the replay %s moves on from %d".formatted(replay, before))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> progress.passed() > before && progress.passed() >= place);
    long moment = System.nanoTime() + Duration.ofMillis(random.nextInt(800)).toNanos();
    await("a random moment")
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(() -> System.nanoTime() >= moment);
  }

  private void awaitDone(String replay) throws SQLException {
    await("the replay %s is done".formatted(replay))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> !state(replay).matches("PENDING|RUNNING"));
    assertThat(state(replay)).isEqualTo("DONE");
  }

  private String state(String replay) throws SQLException {
    return programme
        .warehouse()
        .query("SELECT state FROM pipeline.replay WHERE replay_id = ?::uuid", replay)
        .get(0)
        .get(0);
  }

  /** Returns the number of offsets that a replay of all types reads. */
  private long loadedOffsets() throws SQLException {
    return Long.parseLong(
        programme
            .warehouse()
            .query("SELECT sum(next_offset) FROM pipeline.load_offset")
            .get(0)
            .get(0));
  }

  private int replays() throws SQLException {
    return Integer.parseInt(
        programme.warehouse().query("SELECT count(*) FROM pipeline.replay").get(0).get(0));
  }

  /**
   * Checks that the replay read all records, inserted the deleted rows, and otherwise found only
   * duplicates.
   */
  private static void isExactly(JsonNode replay, long inserted) {
    long records = replay.path("totalRecords").asLong();
    assertThat(records).isPositive();
    assertThat(replay.path("records").asLong()).as("read").isEqualTo(records);
    assertThat(replay.path("inserted").asLong()).as("inserted").isEqualTo(inserted);
    assertThat(replay.path("duplicates").asLong()).as("duplicates").isEqualTo(records - inserted);
  }
}
