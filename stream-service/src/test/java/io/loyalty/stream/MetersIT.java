package io.loyalty.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.events.DeviceLogin;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.stream.stage.Stage;
import io.loyalty.stream.stage.StageTopology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** Tests the metrics of a running service with a stage of the test's own. */
@ExtendWith(LocalStackExtension.class)
class MetersIT {
  private static final Path PROJECT = Path.of("..");
  private static final Pattern DOCUMENTED =
      Pattern.compile("(?m)(?<=^\\| |, )`(stream_\\w+)`(?=.*\\|)");
  private static final Pattern SCRAPED = Pattern.compile("(?m)^(stream_\\w+)[{ ]");

  /** What a rule, a panel or a page names of this service and of Kafka Streams. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?<![a-z_:])((?:kafka_consumer|kafka_stream|stream)_(?:[a-z]+_)*[a-z]+)(?![a-z_…])");

  /** Does not run here; the stage's own test counts it. */
  private static final String OF_ANOTHER_STAGE = "stream_fraud_alerts_total";

  /** A poll of Kafka Streams brings a thousand records at most. */
  private static final int MORE_THAN_A_POLL_BRINGS = 2_500;

  private static final Pattern ALL = Pattern.compile("(?m)^(\\w+)\\{");
  private static final Duration PATIENCE_FOR_MICROMETER = Duration.ofMinutes(3);

  @TempDir private Path state;

  /** Processes no event before the test allows it. */
  static class PatientStage implements Stage {
    private final CountDownLatch allowed;

    PatientStage(CountDownLatch allowed) {
      this.allowed = allowed;
    }

    @Override
    public String name() {
      return "patient";
    }

    @Override
    public void describe(StageTopology topology) {
      topology.readOnce(DeviceLogin.class).foreach((member, login) -> awaitPermission());
    }

    private void awaitPermission() {
      try {
        allowed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  static class Beans {
    private final CountDownLatch allowed = new CountDownLatch(1);

    @Bean
    CountDownLatch allowed() {
      return allowed;
    }

    @Bean
    Stage patient() {
      return new PatientStage(allowed);
    }
  }

  private static ConfigurableApplicationContext start(Programme programme) {
    return new SpringApplicationBuilder(StreamApplication.class, Beans.class)
        .run(
            programme
                .arguments("server.port=0", "management.server.port=0", "stream.stages=patient")
                .toArray(String[]::new));
  }

  @Test
  void aScrapeHoldsTheDocumentedMeters_andAllThatRulesPanelsAndRunbooksName(LocalStack stack)
      throws IOException {
    try (var programme = new Programme(stack, "meters_names", state).withTopics();
        var service = start(programme)) {
      service.getBean(CountDownLatch.class).countDown();
      programme.sendBytes(DeviceLogin.class, "m-1", "garbage".getBytes(StandardCharsets.UTF_8));
      DeviceLogin login = login();
      programme.send(login);
      programme.send(login);
      awaitLine(service, "stream_repeated_total{stage=\"patient\",type=\"device-login\"} 1.0");
      awaitLine(service, "stream_stage_running{stage=\"patient\"} 1.0");
      awaitLine(
          service,
          "stream_skipped_total{reason=\"UNREADABLE\",stage=\"patient\",type=\"device-login\"} 1.0");

      String scrape = scrape(service);
      assertThat(scrape.lines())
          .contains(
              "stream_skipped_total{reason=\"FAILED\",stage=\"patient\",type=\"device-login\"} 0.0",
              "stream_skipped_total{reason=\"LATE\",stage=\"patient\",type=\"device-login\"} 0.0");
      String metrics = Files.readString(PROJECT.resolve("docs/metrics.md"));
      Set<String> documented = names(DOCUMENTED, metrics);
      documented.remove(OF_ANOTHER_STAGE);
      assertThat(names(SCRAPED, scrape)).isEqualTo(documented);
      Set<String> named = new TreeSet<>();
      for (String file :
          Set.of(
              "deploy/monitoring/alerts.yml",
              "deploy/monitoring/grafana/dashboards/pipeline.json",
              "docs/runbooks/streams.md",
              "docs/metrics.md")) {
        Set<String> ofFile = names(NAMED, Files.readString(PROJECT.resolve(file)));
        assertThat(ofFile).as(file).isNotEmpty();
        named.addAll(ofFile);
      }
      named.remove(OF_ANOTHER_STAGE);
      await("what Kafka's clients add after their start, which Micrometer looks for every minute")
          .atMost(PATIENCE_FOR_MICROMETER)
          .pollInterval(Duration.ofSeconds(2))
          .untilAsserted(() -> assertThat(names(ALL, scrape(service))).containsAll(named));
    }
  }

  @Test
  void lagIsWhatTheStageHasNotReadYet(LocalStack stack) {
    try (var programme = new Programme(stack, "meters_lag", state).withTopics()) {
      for (int i = 0; i < MORE_THAN_A_POLL_BRINGS; i++) {
        programme.send(login());
      }
      lagFalls(programme);
    }
  }

  private static void lagFalls(Programme programme) {
    try (var service = start(programme)) {
      // It holds its thread at the first event, before Kafka Streams says that it runs.
      await()
          .atMost(Duration.ofMinutes(5))
          .untilAsserted(
              () -> assertThat(lag(service)).isPositive().isLessThan(MORE_THAN_A_POLL_BRINGS));

      service.getBean(CountDownLatch.class).countDown();

      awaitLine(service, "stream_stage_lag{stage=\"patient\"} 0.0");
    }
  }

  @Test
  void aStageThatWaitsIsNotRunning_andKnowsNoLag(LocalStack stack) {
    try (var programme = new Programme(stack, "meters_wait", state);
        var service = start(programme)) {
      awaitLine(service, "stream_stage_running{stage=\"patient\"} 0.0");
      awaitLine(service, "stream_stage_lag{stage=\"patient\"} NaN");
    }
  }

  private static DeviceLogin login() {
    return DeviceLogin.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
        .setOccurredAtOffset(0)
        .setReceivedAt(Instant.now().truncatedTo(ChronoUnit.MICROS))
        .setSource("/app/ios")
        .setMemberId("m-1")
        .setDeviceId("d-1")
        .setPlatform("IOS")
        .setSucceeded(true)
        .build();
  }

  private static double lag(ConfigurableApplicationContext service) {
    Matcher line =
        Pattern.compile("(?m)^stream_stage_lag\\{stage=\"patient\"} (\\S+)$")
            .matcher(scrape(service));
    assertThat(line.find()).isTrue();
    return Double.parseDouble(line.group(1));
  }

  private static void awaitLine(ConfigurableApplicationContext service, String line) {
    await(line)
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(scrape(service).lines()).contains(line));
  }

  private static String scrape(ConfigurableApplicationContext service) {
    String port = service.getEnvironment().getRequiredProperty("local.management.port");
    URI address = URI.create("http://127.0.0.1:%s/actuator/prometheus".formatted(port));
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Set<String> names(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    for (Matcher found = pattern.matcher(text); found.find(); ) {
      names.add(found.group(1));
    }
    return names;
  }
}
