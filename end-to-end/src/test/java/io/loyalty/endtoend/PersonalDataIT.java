package io.loyalty.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.client.AccessToken;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceConnection;
import io.loyalty.client.Timeouts;
import io.loyalty.endtoend.backends.ChosenBackends;
import io.loyalty.endtoend.event.PlantedMessages;
import io.loyalty.endtoend.programme.PatientConsumption;
import io.loyalty.endtoend.programme.Programme;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Sends personal data from the queue to the warehouse, and tests that no direct value is in a log,
 * metric or response, and that pseudonyms are only in responses to callers with a role.
 */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonalDataIT {
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int BY_THE_LOAD = 1;

  private final PlantedMessages planted = PlantedMessages.all();
  private Programme programme;

  @BeforeAll
  void plant() throws Exception {
    programme =
        Programme.start(
            "personal_data", ChosenBackends.backends(), "--consumption.meters.refresh=1s");
    programme.send(planted.messages());
    sendWhatTheLoadRefuses();
    int deadLetters = planted.invalid() + BY_THE_LOAD;
    await("everything is a row or a dead letter")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              assertThat(count("pipeline.dead_letter")).isEqualTo(deadLetters);
              assertThat(
                      count("bi.member_enrolled")
                          + count("bi.purchase_transaction")
                          + count("bi.device_login"))
                  .isEqualTo(planted.valid());
            });
    await("the metrics know of it")
        .atMost(PATIENCE)
        .until(() -> deadLettersByMetrics() == deadLetters);
  }

  @AfterAll
  void stop() throws InterruptedException {
    if (programme != null) {
      programme.end();
    }
  }

  @Test
  void keepsEveryPlantedValueInTheWarehouse() throws SQLException {
    assertThat(
            programme
                .warehouse()
                .query("SELECT member_id, email, first_name, birth_date FROM bi.member_enrolled"))
        .containsExactly(
            List.of("zq7pseudo-1", "zq7direct@example.org", "Zq7direct", "1907-07-07"));
    assertThat(
            count("pipeline.dead_letter WHERE convert_from(original, 'UTF8') ~* 'zq7|491770077'"))
        .isEqualTo(planted.invalid() + BY_THE_LOAD);
  }

  @Test
  void logsNone() throws IOException {
    for (String service : List.of("ingestion-service", "db-consumption-service")) {
      String log = Files.readString(programme.log(service));
      assertThat(log).contains("Started ");
      assertNothingOf(PlantedMessages.DIRECT, "the log of " + service, log);
      assertNothingOf(PlantedMessages.PSEUDONYMS, "the log of " + service, log);
    }
    assertThat(Files.readString(programme.log("ingestion-service")))
        .contains("have a field /*** that", "have a field /lineItems/*/*** that");
  }

  @Test
  void countsNoneInAMetric() {
    for (URI service : programme.management()) {
      String metrics = answer(service.resolve("/actuator/prometheus"), false);
      assertThat(metrics).contains("jvm_memory_used_bytes");
      assertNothingOf(PlantedMessages.DIRECT, service + "'s metrics", metrics);
      assertNothingOf(PlantedMessages.PSEUDONYMS, service + "'s metrics", metrics);
    }
    assertThat(answer(programme.management().get(0).resolve("/actuator/prometheus"), false))
        .contains("ingestion_unknown_fields_total", "path=\"/***\"");
  }

  @Test
  void answersNoDirectValueToAnybody_andAPseudonymOnlyToWhoHasARole() throws Exception {
    programme.api().reconcileDeep();
    int pseudonyms = 0;
    for (URI path : everyAnswer()) {
      String anonymous = answer(path, false);
      assertNothingOf(PlantedMessages.DIRECT, path + " without a token", anonymous);
      assertNothingOf(PlantedMessages.PSEUDONYMS, path + " without a token", anonymous);
      String withRole = answer(path, true);
      assertNothingOf(PlantedMessages.DIRECT, path + " with a token", withRole);
      if (withRole.contains("zq7pseudo")) {
        pseudonyms++;
      }
    }
    assertThat(pseudonyms).as("dead letters that show a pseudonym to who has a role").isPositive();
    String kinds = answer(programme.apis().get(1).resolve("/dead-letters"), true);
    assertThat(kinds).contains("\"eventType\":\"***\"", "\"eventType\":\"member-left\"");
  }

  /** Returns all URIs to GET, including one for each dead letter. */
  private List<URI> everyAnswer() throws SQLException {
    URI ingestion = programme.apis().get(0);
    List<URI> all = new ArrayList<>();
    for (String path :
        List.of("/status", "/event-types", "/event-types/member-enrolled", "/openapi.yaml")) {
      all.add(ingestion.resolve(path));
    }
    URI consumption = programme.apis().get(1);
    for (String path :
        List.of(
            "/status",
            "/dead-letters",
            "/dead-letters?limit=1000",
            "/dead-letters?eventType=member-enrolled&limit=1000",
            "/holds",
            "/replays",
            "/reconciliations",
            "/audit",
            "/events/latest?eventType=member-enrolled&limit=100",
            "/events/latest?eventType=purchase-transaction&limit=100",
            "/events/latest?eventType=device-login&limit=100",
            "/openapi.yaml")) {
      all.add(consumption.resolve(path));
    }
    for (List<String> row :
        programme.warehouse().query("SELECT dead_letter_id FROM pipeline.dead_letter")) {
      all.add(consumption.resolve("/dead-letters/" + row.get(0)));
    }
    for (List<String> row :
        programme.warehouse().query("SELECT reconciliation_id FROM pipeline.reconciliation")) {
      all.add(consumption.resolve("/reconciliations/" + row.get(0)));
    }
    return all;
  }

  /** Returns the body as it was sent; fails unless the request succeeds. */
  private static String answer(URI page, boolean hasRole) {
    Optional<AccessToken> token =
        hasRole
            ? Optional.of(new AccessToken(PatientConsumption.TOKEN, "the test"))
            : Optional.empty();
    ServiceAddress service = new ServiceAddress(page.resolve("/"));
    String path = page.getRawPath() + (page.getRawQuery() == null ? "" : "?" + page.getRawQuery());
    return new ServiceConnection("the service", service, token, Timeouts.USUAL).text(path);
  }

  private static void assertNothingOf(List<String> values, String where, String text) {
    for (String value : values) {
      Optional<String> line =
          text.lines().filter(each -> each.toLowerCase(Locale.ROOT).contains(value)).findFirst();
      assertThat(line).as("%s shows %s", where, value).isEmpty();
    }
  }

  /** Sends an invalid record with personal values in its value, key and headers. */
  private void sendWhatTheLoadRefuses() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, programme.backends().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(
              programme.name() + ".member-enrolled",
              bytes("zq7pseudo"),
              bytes("{\"zq7direct\": 4917700771}"));
      record.headers().add("zq7direct@example.org", bytes("zq7direct"));
      producer.send(record).get();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private int count(String of) throws SQLException {
    return Integer.parseInt(
        programme.warehouse().query("SELECT count(*) FROM " + of).get(0).get(0));
  }

  private int deadLettersByMetrics() {
    String metrics = answer(programme.management().get(1).resolve("/actuator/prometheus"), false);
    return metrics
        .lines()
        .filter(line -> line.startsWith("consumption_dead_letters_open{"))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
