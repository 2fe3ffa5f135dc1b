package io.loyalty.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.endtoend.backends.ChosenBackends;
import io.loyalty.endtoend.process.ServiceProcess;
import io.loyalty.endtoend.programme.Programme;
import io.loyalty.endtoend.programme.TwiceSentStream;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From the queue to the rows of derived events, every message sent twice and a day's events in any
 * order, while either of two instances of stream-service is killed: the warehouse says of each
 * derived table that it is what follows from the tables of the platform's events, and no derived
 * event came twice. {@code -Dstreams.kills=20} kills more often, {@code -Dstreams.seed} makes the
 * same choices again.
 */
@Tag("slow")
@ExtendWith(LocalStackExtension.class)
class StreamsIT {
  private static final Logger log = LoggerFactory.getLogger(StreamsIT.class);
  private static final int KILLS = Integer.getInteger("streams.kills", 3);
  private static final long SEED = Long.getLong("streams.seed", System.nanoTime());
  private static final int MESSAGES_PER_SECOND = 60;
  private static final int DAYS_AGO = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  static final List<String> DERIVED =
      List.of(
          "purchase-enriched",
          "store-activity",
          "offer-activity",
          "fraud-suspected",
          "source-scorecard");

  private static final String TWICE =
      """
      SELECT topic, sum(duplicates), sum(conflicts), sum(dead_lettered) FROM pipeline.load_ledger
      WHERE topic = ANY (?::text[]) GROUP BY topic
      HAVING sum(duplicates) + sum(conflicts) + sum(dead_lettered) > 0""";

  private final Random random = new Random(SEED);

  @TempDir private Path state;

  @Test
  void derivesWhatFollowsFromTheEvents_onceEach_whicheverInstanceIsKilled() throws Exception {
    log.info("{} kills; -Dstreams.seed={}", KILLS, SEED);
    Programme programme = Programme.start("streams", ChosenBackends.backends());
    List<ServiceProcess> instances =
        List.of(instance(programme, "stream-service-1"), instance(programme, "stream-service-2"));
    try {
      for (ServiceProcess instance : instances) {
        instance.start();
      }
      instances.forEach(ServiceProcess::awaitRunning);
      TwiceSentStream stream =
          TwiceSentStream.ofDaysAgo(DAYS_AGO, programme, SEED, MESSAGES_PER_SECOND);
      for (int kill = 0; kill < KILLS; kill++) {
        stream.awaitSent(60 + random.nextInt(120));
        ServiceProcess killed = instances.get(random.nextInt(instances.size()));
        killed.kill();
        stream.awaitSent(random.nextInt(120));
        killed.start();
        killed.awaitRunning();
      }
      stream.end();
      awaitPurchases(programme);
      for (String differences : DerivedTables.differences()) {
        awaitNone(programme, differences);
      }
      derivedNothingTwice(programme);
      log.info("{} events sent, {} kills. -Dstreams.seed={}", programme.sent().size(), KILLS, SEED);
    } finally {
      for (ServiceProcess instance : instances) {
        instance.end();
      }
      programme.end();
    }
  }

  private ServiceProcess instance(Programme programme, String name) throws Exception {
    return StreamInstance.of(
        programme,
        name,
        state,
        // All events are of a day that ended longer ago than the grace, so that idle topics close
        // its windows, and within the grace of each other.
        "--stream.activity.grace=3d",
        "--stream.activity.quiet=5s",
        "--stream.scorecard.grace=3d",
        "--stream.scorecard.quiet=5s",
        // Baskets of the sample have no points: each waits so long.
        "--stream.enrichment.points-window=2s",
        "--stream.enrichment.points-patience=1s");
  }

  private static void awaitPurchases(Programme programme) {
    long expected =
        programme.sent().stream()
            .filter(event -> event.valid() && event.type().equals("purchase-transaction"))
            .map(SampleEvent::id)
            .distinct()
            .count();
    await("all purchases are rows")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                programme.warehouse().rowsById("purchase-transaction").size() == expected
                    && programme.queued() == 0);
  }

  /** The derived tables follow a little later than the platform's. */
  private static void awaitNone(Programme programme, String differences) {
    await("the derived rows are what SQL makes of the platform's")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> assertThat(programme.warehouse().query(differences)).as(differences).isEmpty());
  }

  private static void derivedNothingTwice(Programme programme) throws SQLException {
    String topics =
        DERIVED.stream()
            .map(type -> programme.name() + "." + type)
            .collect(Collectors.joining(",", "{", "}"));
    assertThat(programme.warehouse().query(TWICE, topics)).as("derived more than once").isEmpty();
    assertThat(programme.warehouse().query("SELECT reason, detail FROM bi.skipped_event"))
        .as("left out")
        .isEmpty();
  }
}
