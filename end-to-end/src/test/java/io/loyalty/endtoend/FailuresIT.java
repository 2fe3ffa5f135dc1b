package io.loyalty.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.endtoend.backends.ChosenBackends;
import io.loyalty.endtoend.process.ServiceProcess;
import io.loyalty.endtoend.programme.ConsoleInstance;
import io.loyalty.endtoend.programme.EventStream;
import io.loyalty.endtoend.programme.Programme;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that each service can be stopped and killed while events keep arriving. */
@Tag("slow")
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailuresIT {
  private static final int BEFORE = 700;

  private Programme programme;

  @BeforeAll
  void start() throws IOException, SQLException {
    // The topics may be created just after the first metadata request, and the stream does not wait
    // for the next one.
    programme =
        Programme.start(
            "failures", ChosenBackends.backends(), "--consumption.topic.metadata-max-age=1s");
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (programme != null) {
      programme.end();
    }
  }

  @Test
  void losesAndDoublesNothingWhenIngestionIsRestarted() throws Exception {
    interrupt(programme.ingestion(), ServiceProcess::stop);
  }

  @Test
  void losesAndDoublesNothingWhenIngestionIsKilled() throws Exception {
    interrupt(programme.ingestion(), ServiceProcess::kill);
  }

  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void losesAndDoublesNothingWhenIngestionIsKilledAt(CrashPoint point) throws Exception {
    CountDownLatch killed = new CountDownLatch(1);
    programme.sqs().rule(point.killing(programme.ingestion(), killed));
    programme.send(new SampleEvents(System.nanoTime(), Instant.now()).mixed().subList(0, 200));
    assertThat(killed.await(15, TimeUnit.MINUTES)).as("it came to this point").isTrue();
    programme.ingestion().start();
    programme.ingestion().awaitRunning();
    programme.accountForEverything();
  }

  @Test
  void losesAndDoublesNothingWhenConsumptionIsRestarted() throws Exception {
    interrupt(programme.consumption(), ServiceProcess::stop);
  }

  @Test
  void losesAndDoublesNothingWhenConsumptionIsKilled() throws Exception {
    interrupt(programme.consumption(), ServiceProcess::kill);
  }

  @Test
  void losesAndDoublesNothingWhenTheConsoleIsKilled_andNoServiceNoticesIt() throws Exception {
    ConsoleInstance console = ConsoleInstance.start(programme, Optional.empty());
    try {
      interrupt(
          console.process(),
          killed -> {
            killed.kill();
            awaitLoaded(programme.warehouse().recordsLoaded() + BEFORE);
            for (URI each : programme.management()) {
              awaitUp(each);
            }
          });
    } finally {
      console.process().end();
    }
  }

  private static void awaitUp(URI management) {
    await("health at " + management)
        .atMost(Duration.ofMinutes(15))
        .untilAsserted(
            () -> {
              HttpURLConnection asked =
                  (HttpURLConnection)
                      management.resolve("/actuator/health").toURL().openConnection();
              // A service that is not up answers 503: so does one whose broker takes its time.
              assertThat(asked.getResponseCode()).isEqualTo(200);
            });
  }

  private void interrupt(ServiceProcess service, Interruption interruption) throws Exception {
    long before = programme.warehouse().recordsLoaded();
    EventStream stream = EventStream.into(programme);
    try {
      awaitLoaded(before + BEFORE);
      interruption.of(service);
      service.start();
      service.awaitRunning();
      assertThat(stream.flowing()).as("the stream was cut in its midst").isTrue();
    } finally {
      stream.end();
    }
    programme.send(new SampleEvents(System.nanoTime(), Instant.now()).mixed());
    programme.accountForEverything();
  }

  private void awaitLoaded(long records) {
    await("%,d records are loaded".formatted(records))
        .atMost(Duration.ofMinutes(15))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> programme.warehouse().recordsLoaded() >= records);
  }

  private interface Interruption {
    void of(ServiceProcess service) throws Exception;
  }
}
