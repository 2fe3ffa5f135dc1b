package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.consumption.Warehouse.Account;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Tests a leader with an older log, as after a restored disk or an unclean election: records that
 * were loaded are missing, and other records have their offsets.
 */
@ExtendWith(LocalStackExtension.class)
class LogCutOffIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String TYPE = "coupon-redeemed";
  private static final String STORED = "pipeline.load_offset WHERE topic LIKE '%coupon-redeemed'";

  @TempDir private Path directory;

  @Test
  void holdsAPartition_whoseLogWasCutOffAndHasGrownBeyondTheStoredOffset(LocalStack stack)
      throws IOException {
    try (Programme programme = new Programme(stack, "log_cut_off_it")) {
      programme.createTopic(TYPE, 1);
      Warehouse warehouse = programme.warehouse();
      Path older = directory.resolve("older");
      programme.sendAll(coupons(5));
      Path log = programme.logDirectory(TYPE, 0);
      whileStopped(stack, () -> copy(log, older));
      programme.sendAll(coupons(5));
      try (ConfigurableApplicationContext before = programme.start()) {
        assertThat(before.isRunning()).isTrue();
        assertThat(warehouse.awaitRecords(TYPE, 10)).isEqualTo(new Account(10, 10, 0, 0, 0));
      }
      // The ledger has a row for each hour: the next records must be in another one.
      warehouse.change("UPDATE pipeline.load_ledger SET hour = hour - interval '1 hour'");
      whileStopped(
          stack,
          () -> {
            delete(log);
            copy(older, log);
          });
      sendByAnother(programme, coupons(7));

      try (ConfigurableApplicationContext service = programme.start()) {
        Api api = new Api(service, Api.TOKEN);
        JsonNode held = awaitHeld(api);

        assertThat(held.get("code").asString()).isEqualTo("LOG_CUT_OFF");
        assertThat(held.get("needsDecision").asBoolean()).isTrue();
        assertThat(held.get("reason").asString())
            .isEqualTo("the log was cut off before offset 10: records are gone that were loaded");
        // By the offset alone, the next record exists: the log ends at 12.
        assertThat(programme.logEnd(TYPE, 0)).isEqualTo(12);
        assertThat(warehouse.count(STORED + " AND next_offset = 10")).isEqualTo(1);
        assertThat(warehouse.account(TYPE)).isEqualTo(new Account(10, 10, 0, 0, 0));

        HttpResponse<String> decided =
            api.post("/holds/%s/0/resume?from=start".formatted(programme.topic(TYPE)), "");

        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
        // Five of the twelve were loaded before; Kafka has lost the records of five rows.
        assertThat(warehouse.awaitRecords(TYPE, 22)).isEqualTo(new Account(22, 17, 5, 0, 0));
        await().atMost(LONG).untilAsserted(() -> assertThat(holds(api)).isEmpty());
        assertThat(warehouse.count(STORED + " AND next_offset = 12")).isEqualTo(1);
        assertThat(warehouse.count("pipeline.dead_letter")).isZero();
        assertThat(warehouse.count("bi.coupon_redeemed")).isEqualTo(17);
        assertThat(warehouse.count("pipeline.load_ledger WHERE from_offset = 0")).isEqualTo(2);
        warehouse.assertLedgerHasNoGap();
        programme.assertNothingIsUnaccountedFor(service);
      }
    }
  }

  private static void whileStopped(LocalStack stack, FileWork work) throws IOException {
    stack.stopBroker();
    try {
      work.run();
    } finally {
      stack.startBroker();
    }
  }

  private interface FileWork {
    void run() throws IOException;
  }

  /** Sends with a new producer: the older log does not know the former one's sequence. */
  private static void sendByAnother(Programme programme, List<Event> events) {
    try (KafkaProducer<byte[], byte[]> another = programme.producer(Map.of())) {
      events.forEach(event -> programme.send(event, another));
    }
  }

  private static List<Event> coupons(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> Event.coupon(UUID.randomUUID(), "coupon-" + i).on(0))
        .toList();
  }

  private static JsonNode awaitHeld(Api api) {
    await().atMost(LONG).untilAsserted(() -> assertThat(holds(api)).hasSize(1));
    return holds(api).get(0);
  }

  private static JsonNode holds(Api api) {
    return Api.json(api.get("/holds")).get("holds");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    for (Path file : files(from)) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
  }

  private static void delete(Path directory) throws IOException {
    for (Path file : files(directory)) {
      Files.delete(file);
    }
    Files.delete(directory);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    }
  }
}
