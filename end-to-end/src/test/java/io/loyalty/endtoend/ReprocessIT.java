package io.loyalty.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import io.loyalty.client.AccessToken;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceException;
import io.loyalty.client.Timeouts;
import io.loyalty.client.streams.Stream;
import io.loyalty.client.streams.StreamApi;
import io.loyalty.endtoend.backends.ChosenBackends;
import io.loyalty.endtoend.process.ServiceProcess;
import io.loyalty.endtoend.programme.PatientConsumption;
import io.loyalty.endtoend.programme.Programme;
import io.loyalty.endtoend.warehouse.TableContents;
import io.loyalty.localstack.Ports;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Resets the stages enrichment, activity and fraud after a day's events, and kills both instances
 * of stream-service at once: the rows of derived events are those of before, each derived once more
 * and known as a duplicate, and the warehouse reconciles.
 */
@Tag("slow")
@ExtendWith(LocalStackExtension.class)
class ReprocessIT {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final long SEED = 11;
  private static final List<String> STAGES = List.of("enrichment", "activity", "fraud");

  /** Those that tell something about a member, and those that ask for it. */
  private static final List<String> FIRST = List.of("member-enrolled", "offer-received");

  private static final List<String> THEN = List.of("purchase-transaction", "offer-viewed");

  private static final String LEDGER =
      """
      SELECT coalesce(sum(inserted), 0), coalesce(sum(duplicates), 0), coalesce(sum(conflicts), 0), coalesce(sum(dead_lettered), 0)
      FROM pipeline.load_ledger WHERE topic = ANY (?::text[]) AND run = 'live'""";

  @TempDir private Path state;

  @Test
  void leavesTheRowsOfDerivedEventsAsTheyAre_whenStagesAreReset() throws Exception {
    Programme programme = Programme.start("reprocess", ChosenBackends.backends());
    int port = Ports.oneFree();
    List<ServiceProcess> instances =
        List.of(
            instance(programme, "stream-service-1", port),
            instance(programme, "stream-service-2", Ports.oneFree()));
    StreamApi streams =
        StreamApi.at(
            new ServiceAddress(URI.create("http://127.0.0.1:" + port)),
            Optional.of(new AccessToken(PatientConsumption.TOKEN, "the test")),
            Timeouts.USUAL);
    try {
      for (ServiceProcess instance : instances) {
        instance.start();
      }
      instances.forEach(ServiceProcess::awaitRunning);
      Instant day = Instant.now().minus(Duration.ofDays(10));
      send(programme, day.minus(Duration.ofDays(1)), FIRST, 300);
      awaitDerived(programme, streams);
      send(programme, day, THEN, 100);
      long derived = awaitDerived(programme, streams);
      assertThat(derived).isGreaterThan(200);
      Map<String, String> before = TableContents.of(programme.warehouse());

      for (String stage : STAGES) {
        assertThat(streams.reset(stage, "start").value().requestedBy()).isEqualTo("tester");
      }
      for (ServiceProcess instance : instances) {
        instance.kill();
      }
      for (ServiceProcess instance : instances) {
        instance.start();
      }
      instances.forEach(ServiceProcess::awaitRunning);
      await("all results are derived once more")
          .atMost(PATIENCE)
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(
              () ->
                  assertThat(ledger(programme))
                      .as("inserted, duplicates, conflicts, dead letters")
                      .containsExactly(derived, derived, 0L, 0L));
      assertThat(TableContents.of(programme.warehouse())).isEqualTo(before);
      assertReconciled(programme);
      await("every stage runs as what its reset has made, and has read all")
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(ServiceException.class)
          .untilAsserted(
              () ->
                  assertThat(streams.streams().value().streams())
                      .allSatisfy(
                          stream -> {
                            assertThat(stream.applicationId())
                                .isEqualTo(
                                    "reprocess.stream.%s.%d"
                                        .formatted(stream.stage(), stream.reset().number()));
                            assertThat(stream.lag())
                                .allMatch(topic -> Objects.equals(topic.records(), 0L));
                          }));
    } finally {
      for (ServiceProcess instance : instances) {
        instance.end();
      }
      programme.end();
    }
  }

  private ServiceProcess instance(Programme programme, String name, int port) throws Exception {
    return StreamInstance.of(
        programme,
        name,
        port,
        state,
        "--stream.stages=" + String.join(",", STAGES),
        // All events are of days that ended longer ago than the grace: idle topics close windows.
        "--stream.activity.grace=3d",
        "--stream.activity.quiet=10s",
        "--stream.enrichment.points-window=2s",
        "--stream.enrichment.points-patience=1s");
  }

  private static void send(Programme programme, Instant until, List<String> types, int of)
      throws InterruptedException {
    var sample = new SampleEvents(SEED, until);
    List<SampleMessage> messages = new ArrayList<>();
    for (int i = 0; i < of; i++) {
      types.forEach(type -> messages.add(sample.cloudEvent(type)));
    }
    programme.send(messages);
  }

  /** Waits until all that follows from the events is a row; returns how many rows these are. */
  private static long awaitDerived(Programme programme, StreamApi streams) {
    await("what follows from the events is loaded")
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(ServiceException.class)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(
            () -> {
              assertThat(programme.queued()).isZero();
              for (Stream stream : streams.streams().value().streams()) {
                assertThat(stream.lag()).allMatch(topic -> Objects.equals(topic.records(), 0L));
              }
              for (String type :
                  programme.sent().stream().map(SampleEvent::type).distinct().toList()) {
                assertThat(programme.warehouse().rowsById(type))
                    .hasSize(
                        (int)
                            programme.sent().stream()
                                .filter(each -> each.type().equals(type))
                                .count());
              }
              for (String differences : DerivedTables.differences()) {
                assertThat(programme.warehouse().query(differences)).isEmpty();
              }
            });
    List<Long> ledger = ledger(programme);
    assertThat(ledger.subList(1, ledger.size())).containsOnly(0L);
    return ledger.get(0);
  }

  private static List<Long> ledger(Programme programme) {
    String topics =
        StreamsIT.DERIVED.stream()
            .map(type -> programme.name() + "." + type)
            .collect(Collectors.joining(",", "{", "}"));
    try {
      return programme.warehouse().query(LEDGER, topics).get(0).stream()
          .map(Long::valueOf)
          .toList();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertReconciled(Programme programme) {
    JsonNode partitions = programme.api().reconcileDeep().path("partitions");
    assertThat(partitions.valueStream())
        .isNotEmpty()
        .allSatisfy(partition -> assertThat(partition.path("unaccounted").asLong()).isZero());
  }
}
