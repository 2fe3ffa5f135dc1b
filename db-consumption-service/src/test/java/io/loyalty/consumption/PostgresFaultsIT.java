package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.live.LoadService;
import io.loyalty.consumption.load.FlowState;
import io.loyalty.consumption.load.FlowStatus;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;

/**
 * Tests faults of the database while events arrive continuously. {@code -Dfaults.outage=60} sets
 * the seconds for which it is stopped.
 */
@Tag("slow")
@ExtendWith({LocalStackExtension.class, OutputCaptureExtension.class})
class PostgresFaultsIT {
  private static final int OUTAGE_SECONDS = Integer.getInteger("faults.outage", 0);
  private static final String LOAD = "db-consumption-service load";
  private static final Duration LONG = Duration.ofMinutes(3);

  private final LocalStack stack;
  private final DatabaseServer server;
  private String name;
  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;

  PostgresFaultsIT(LocalStack stack) {
    this.stack = stack;
    this.server = new DatabaseServer(stack);
  }

  @BeforeEach
  void makeProgramme(TestInfo test) {
    name = "postgres_faults_it_" + Integer.toHexString(test.getDisplayName().hashCode());
    programme = new Programme(stack, name).withTopics(2);
    warehouse = programme.warehouse();
  }

  @AfterEach
  void stopService() {
    service.close();
    programme.close();
  }

  @Test
  void goesOnByItself_whenTheServerWasStopped(CapturedOutput output) throws Exception {
    try (SteadyTraffic traffic = trafficInto(programme.start())) {
      long assigned = assignments(output);
      server.stopImmediately();
      try {
        awaitHeldFor("SQLSTATE");
        KillMoment.pass(1_000 * OUTAGE_SECONDS);
      } finally {
        server.start();
      }

      assertAllIsThereOnce(traffic);
      assertThat(assignments(output)).isEqualTo(assigned);
    }
  }

  @Test
  void goesOnByItself_whenTheProcessThatTakesItsRowsIsKilled(CapturedOutput output)
      throws Exception {
    try (SteadyTraffic traffic = trafficInto(programme.start())) {
      long assigned = assignments(output);
      for (int kill = 1; kill <= 2; kill++) {
        long waits = occurrences(output, "The load waits: the database is unavailable");
        server.killTheProcessInCopy(name);
        await()
            .atMost(LONG)
            .until(
                () -> occurrences(output, "The load waits: the database is unavailable") > waits);
        awaitRunning();
        traffic.awaitMore(200);
      }

      assertAllIsThereOnce(traffic);
      assertThat(assignments(output)).isEqualTo(assigned);
    }
  }

  @Test
  void waitsForRoom_whenTheDiskIsFull(CapturedOutput output) throws Exception {
    try (SteadyTraffic traffic = trafficInto(programme.start());
        FullDisk disk = FullDisk.below(warehouse)) {
      long assigned = assignments(output);
      awaitHeldFor("53100");
      traffic.awaitMore(500);
      assertThat(warehouse.count("pipeline.dead_letter")).isZero();
      disk.grow();

      assertAllIsThereOnce(traffic);
      assertThat(assignments(output)).isEqualTo(assigned);
      service.close();
    }
  }

  @Test
  void waitsUntilItMayWrite_whenTheDatabaseIsReadOnly(CapturedOutput output) throws Exception {
    try (SteadyTraffic traffic = trafficInto(programme.start())) {
      long assigned = assignments(output);
      setDatabase("SET default_transaction_read_only = on");
      awaitHeldFor("25006");
      traffic.awaitMore(500);
      assertThat(warehouse.count("pipeline.dead_letter")).isZero();
      setDatabase("RESET default_transaction_read_only");

      assertAllIsThereOnce(traffic);
      assertThat(assignments(output)).isEqualTo(assigned);
    }
  }

  @Test
  void loadsAgainWhatIsMissing_whenTheDatabaseIsRestoredToAnOlderState(
      CapturedOutput output, @TempDir Path backup) throws Exception {
    Path copy = backup.resolve("data");
    try (SteadyTraffic traffic = trafficInto(programme.start())) {
      long assigned = assignments(output);
      server.stop();
      server.copyTo(copy);
      server.start();
      awaitRunning();
      warehouse.change("CREATE TABLE made_after_the_copy ()");
      long before = loaded();
      await().atMost(LONG).until(() -> loaded() > before + 1_000);
      server.stopImmediately();
      server.putBack(copy);
      server.start();
      assertThat(warehouse.count("pg_class WHERE relname = 'made_after_the_copy'")).isZero();

      assertAllIsThereOnce(traffic);
      assertThat(assignments(output)).isEqualTo(assigned);
    }
  }

  @Test
  void loadsNothingTwice_whenItDoesNotHearThatItHasCommitted(CapturedOutput output)
      throws Exception {
    int hidden = 5;
    try (DatabaseGate gate = new DatabaseGate(stack.postgresPort(), LOAD);
        // Without the refresh of idle partitions, every commit is one of rows.
        SteadyTraffic traffic =
            trafficInto(
                programme.start(
                    "spring.datasource.url=" + programme.jdbcUrl(gate.port()),
                    "consumption.flow.idle-refresh=1h"))) {
      long assigned = assignments(output);
      gate.hideCommits(hidden);
      await().atMost(LONG).until(() -> gate.commitsToHide() == 0);

      assertAllIsThereOnce(traffic);
      assertThat(occurrences(output, "The load waits: the database is unavailable (SQLSTATE 08"))
          .isPositive();
      assertThat(assignments(output)).isEqualTo(assigned);
      service.close();
    }
  }

  /** Starts to send to a running service, and returns when some events are loaded. */
  private SteadyTraffic trafficInto(ConfigurableApplicationContext started) {
    service = started;
    SteadyTraffic traffic = SteadyTraffic.into(programme);
    await()
        .atMost(LONG)
        .ignoreExceptionsInstanceOf(DataAccessException.class)
        .until(() -> loaded() > 500);
    return traffic;
  }

  private void assertAllIsThereOnce(SteadyTraffic traffic) throws Exception {
    traffic.end();
    traffic.assertEachIsThereOnce(warehouse);
    awaitRunning();
    programme.assertNothingIsUnaccountedFor(service);
  }

  private void setDatabase(String setting) {
    server.jdbc().sql("ALTER DATABASE %s %s".formatted(name, setting)).update();
    server
        .jdbc()
        .sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ?")
        .param(name)
        .query()
        .listOfRows();
  }

  private long loaded() {
    return warehouse.account("points-collected").records();
  }

  private void awaitHeldFor(String reason) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () ->
                assertThat(status().held())
                    .extracting(FlowStatus.Held::reason)
                    .isNotEmpty()
                    .allMatch(each -> each.contains(reason)));
  }

  private void awaitRunning() {
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(status().state()).isEqualTo(FlowState.RUNNING));
  }

  private FlowStatus status() {
    return service.getBean(LoadService.class).status();
  }

  /** Returns how often partitions were assigned. */
  private static long assignments(CapturedOutput output) {
    return occurrences(output, "Partitions assigned");
  }

  private static long occurrences(CapturedOutput output, String words) {
    return output.getOut().lines().filter(line -> line.contains(words)).count();
  }
}
