package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

@ExtendWith(LocalStackExtension.class)
class RedriveIT {
  private static final String[] QUICK = {
    "consumption.redrive.poll=200ms",
    "consumption.redrive.lease=1s",
    "consumption.redrive.retry=200ms"
  };
  private static final String PATCH =
      "[{\"op\":\"replace\",\"path\":\"/data/points\",\"value\":12.50}]";

  private final LocalStack stack;
  private Programme programme;
  private Warehouse warehouse;
  private ConfigurableApplicationContext service;
  private RedriveCalls redrives;

  RedriveIT(LocalStack stack) {
    this.stack = stack;
  }

  @BeforeEach
  void makeProgramme(TestInfo test) {
    String name = "redrive_it_" + Integer.toHexString(test.getDisplayName().hashCode());
    programme = new Programme(stack, name).withTopics(2);
    programme.createTopic("redrive", 1);
    warehouse = programme.warehouse();
  }

  @AfterEach
  void stopService() {
    service.close();
    programme.close();
  }

  @Test
  void readsAgainWhatTheLoadRefused_asItsPreviewSays_andOnce() {
    refuseByTheLoad(3_000);
    start();
    List<String> few =
        deadLetters("record_offset IN (0, 700, 1400) AND reason <> 'malformed-record'");
    String some = "{\"filter\":{\"ids\":[%s]}%s}".formatted(quoted(few), "%s");

    JsonNode preview = redrives.run(some.formatted(",\"dryRun\":true"));
    assertThat(preview.get("wouldPass").asLong()).isEqualTo(few.size());
    assertThat(warehouse.count("bi.points_collected")).isZero();
    assertThat(warehouse.count("pipeline.load_ledger WHERE run <> 'live'")).isZero();
    assertThat(open()).isEqualTo(3_001);
    JsonNode done = redrives.run(some.formatted(""));
    assertThat(done.get("loaded").asLong()).isEqualTo(few.size());
    assertThat(warehouse.count("bi.points_collected")).isEqualTo(few.size());
    assertThat(redrives.refusal("/redrives", some.formatted(""), 409))
        .isEqualTo(
            "no open dead letter matches the filter; %d redriven ones do".formatted(few.size()));

    JsonNode all = redrives.run("{\"filter\":{\"station\":\"load\"},\"dryRun\":true}");
    assertThat(all.get("wouldPass").asLong()).isEqualTo(3_000 - few.size());
    assertThat(all.get("wouldFail").asLong()).isEqualTo(1);
    assertThat(all.get("failures").get(0).get("rule").asString()).isEqualTo("malformed-record");
    String slow = "{\"preview\":%s,\"recordsPerSecond\":10}".formatted(all.get("id"));
    String first = redrives.start(slow);
    redrives.awaitTried(first, 0);
    redrives.step(first, "pause");
    long paused = redrives.find(first).get("tried").asLong();
    assertThat(paused).isLessThan(3_000 - few.size());
    redrives.step(first, "resume");
    redrives.awaitTried(first, paused);
    redrives.step(first, "cancel");
    JsonNode rest = redrives.run("{\"filter\":{\"station\":\"load\"}}");
    assertThat(rest.get("loaded").asLong() + redrives.find(first).get("loaded").asLong())
        .isEqualTo(3_000 - few.size());
    assertThat(rest.get("refusedAgain").asLong()).isEqualTo(1);
    assertThat(warehouse.count("bi.points_collected")).isEqualTo(3_000);
    assertThat(warehouse.count("(SELECT DISTINCT event_id FROM bi.points_collected)"))
        .isEqualTo(3_000);
    assertThat(open()).isEqualTo(1);
    assertThat(warehouse.count("pipeline.dead_letter_state WHERE attempts = 1")).isEqualTo(1);
    programme.assertNothingIsUnaccountedFor(service);
    warehouse.assertLedgerIsContiguous();
  }

  @Test
  void refusesRecordsOfAnotherLog_andOfNone() {
    refuseByTheLoad(4);
    warehouse.change(
        "UPDATE pipeline.dead_letter SET record_topic_id = gen_random_uuid() WHERE record_offset = 0");
    warehouse.change(
        "UPDATE pipeline.dead_letter SET record_topic_id = NULL WHERE record_offset = 1");
    start();
    JsonNode done = redrives.run("{\"filter\":{\"reason\":\"occurred-at-outside-window\"}}");
    assertThat(done.get("loaded").asLong() + done.get("refusedAgain").asLong()).isEqualTo(4);
    assertThat(done.get("refusedAgain").asLong()).isPositive();
    assertThat(done.get("failures").size()).isEqualTo(1);
    assertThat(done.get("failures").get(0).get("rule").asString()).isEqualTo("other-log");
    assertThat(warehouse.count("bi.points_collected")).isEqualTo(done.get("loaded").asLong());
  }

  @Test
  void sendsWhatIngestionRefusedInOrder_andEndsWithItsResults() {
    start();
    IntStream.range(0, 1_200).forEach(i -> programme.send(Event.deadLetter("event " + i)));
    warehouse.awaitRecords("dead-letter", 1_200);
    String request = "{\"filter\":{\"rule\":\"type\",\"path\":\"/points\"},\"patch\":%s%s}";
    String preview = redrives.start(request.formatted(PATCH, ",\"dryRun\":true"));
    List<ConsumerRecord<byte[], byte[]>> sent = sent(1_200);
    assertThat(sent.stream().map(each -> text(each.value())).toList())
        .isEqualTo(IntStream.range(0, 1_200).mapToObj(i -> "event " + i).toList());
    assertThat(text(sent.get(7).key())).isEqualTo("sha-event 7");
    assertThat(headers(sent.get(7)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "redrive_id", preview,
                "dead_letter_id", "sha-event 7",
                "original_kind", "EVENT",
                "dry_run", "true",
                "patch", PATCH));
    assertThat(redrives.find(preview).get("state").asString()).isEqualTo("RUNNING");
    sent.forEach(
        each -> resolve(each, text(each.value()).endsWith("7") ? "would-fail" : "would-pass"));
    JsonNode previewed = redrives.awaitState(preview, "DONE");
    assertThat(previewed.get("wouldPass").asLong()).isEqualTo(1_080);
    assertThat(previewed.get("wouldFail").asLong()).isEqualTo(120);
    assertThat(previewed.get("failures").get(0).get("count").asLong()).isEqualTo(120);
    assertThat(previewed.get("failures").get(0).get("samples").size()).isEqualTo(3);
    assertThat(open()).isEqualTo(1_200);

    String redrive = redrives.start("{\"preview\":\"%s\"}".formatted(preview));
    List<ConsumerRecord<byte[], byte[]>> again = sent(2_280).subList(1_200, 2_280);
    assertThat(headers(again.get(0)))
        .containsEntry("dry_run", "false")
        .containsEntry("patch", PATCH)
        .containsEntry("redrive_id", redrive);
    assertThat(again).noneMatch(each -> text(each.value()).endsWith("7"));
    again.forEach(each -> resolve(each, "published"));
    assertThat(redrives.awaitState(redrive, "DONE").get("published").asLong()).isEqualTo(1_080);
    assertThat(open()).isEqualTo(120);
    assertThat(redrives.refusal("/redrives", "{\"preview\":\"%s\"}".formatted(preview), 409))
        .contains("no open dead letter would pass by the preview", "1080 redriven ones do");
  }

  @Test
  void decidesOnDeadLetters_andRefusesBadRequestsInOneSentence() {
    start();
    IntStream.range(0, 5).forEach(i -> programme.send(Event.deadLetter("event " + i)));
    warehouse.awaitRecords("dead-letter", 5);
    String one = "{\"filter\":{\"ids\":[\"sha-event 1\"]}%s}";
    JsonNode resolved = redrives.decide("resolve", one.formatted(",\"reason\":\"a test\""));
    assertThat(resolved.get("deadLetters").asLong()).isEqualTo(1);
    assertThat(open()).isEqualTo(4);

    Map<String, Integer> bad =
        Map.ofEntries(
            Map.entry("", 400),
            Map.entry("{}", 400),
            Map.entry("{\"filter\":{\"evenType\":\"x\"}}", 400),
            Map.entry("{\"filter\":{\"from\":\"yesterday\"}}", 400),
            Map.entry("{\"filter\":{\"state\":\"resolved\"}}", 400),
            Map.entry("{\"filter\":{},\"patch\":[]}", 400),
            Map.entry("{\"filter\":{},\"patch\":[{\"op\":\"add\"}]}", 400),
            Map.entry("{\"filter\":{},\"candidate\":{}}", 400),
            Map.entry("{\"filter\":{},\"candidate\":{},\"dryRun\":true}", 400),
            Map.entry("{\"filter\":{},\"recordsPerSecond\":0}", 400),
            Map.entry("{\"filter\":{},\"preview\":\"00000000-0000-0000-0000-000000000000\"}", 400),
            Map.entry("{\"preview\":\"00000000-0000-0000-0000-000000000000\"}", 404),
            Map.entry("{\"filter\":{\"eventType\":\"nothing\"}}", 409),
            Map.entry(one.formatted(""), 409));
    bad.forEach(
        (body, status) ->
            assertThat(redrives.refusal("/redrives", body, status)).as(body).isNotBlank());
    assertThat(new Api(service, null).post("/redrives", "{\"filter\":{}}").statusCode())
        .isEqualTo(401);
    assertThat(warehouse.count("pipeline.redrive")).isZero();
    assertThat(warehouse.count("pipeline.audit")).isEqualTo(1);

    assertThat(redrives.decide("reopen", one.formatted("")).get("deadLetters").asLong())
        .isEqualTo(1);
    assertThat(open()).isEqualTo(5);
    String redrive = redrives.start("{\"filter\":{}}");
    assertThat(redrives.refusal("/redrives", one.formatted(""), 409)).contains(redrive);
    redrives.step(redrive, "cancel");
  }

  /** Events that occurred before the window that the load accepts, and a record that is none. */
  private void refuseByTheLoad(int events) {
    try (ConfigurableApplicationContext strict =
        programme.start("consumption.table.accepted-past=P1D")) {
      programme.sendAll(Event.points(events));
      programme.sendBytes("points-collected", 0, "garbage".getBytes(StandardCharsets.UTF_8));
      warehouse.awaitRecords("points-collected", events + 1L);
      programme.assertNothingIsUnaccountedFor(strict);
    }
    assertThat(warehouse.count("pipeline.dead_letter")).isEqualTo(events + 1);
  }

  private void start() {
    service = programme.start(QUICK);
    redrives = new RedriveCalls(service);
  }

  private long open() {
    return warehouse.count("pipeline.dead_letter_state WHERE state = 'open'");
  }

  private List<String> deadLetters(String where) {
    return warehouse
        .jdbc()
        .sql("SELECT dead_letter_id FROM pipeline.dead_letter WHERE " + where)
        .query(String.class)
        .list();
  }

  private static String quoted(List<String> ids) {
    return ids.stream().map("\"%s\""::formatted).collect(Collectors.joining(","));
  }

  /** Says what became of one, as ingestion does. */
  private void resolve(ConsumerRecord<byte[], byte[]> sent, String outcome) {
    Map<String, String> headers = headers(sent);
    Schema schema =
        new Schema.Parser().parse(Programme.CATALOGUE.deadLetterResolution().schemas().current());
    GenericRecord record = new GenericData.Record(schema);
    record.put("deadLetterId", headers.get("dead_letter_id"));
    record.put("redriveId", headers.get("redrive_id"));
    record.put("eventPosition", 0);
    record.put("resolvedAt", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    record.put("outcome", outcome);
    record.put("eventType", "points-collected");
    List<GenericRecord> violations = new ArrayList<>();
    if (outcome.equals("would-fail")) {
      GenericRecord violation =
          new GenericData.Record(schema.getField("violations").schema().getElementType());
      violation.put("path", "/data/points");
      violation.put("rule", "type");
      violation.put("expected", "int");
      violation.put("found", "string");
      violations.add(violation);
    }
    record.put("violations", violations);
    record.put("serviceVersion", "test");
    programme.send(new Event("dead-letter-resolution", null, sent.key(), record));
  }

  /** Reads the redrive topic from its start, until it has so many records. */
  private List<ConsumerRecord<byte[], byte[]>> sent(int count) {
    List<ConsumerRecord<byte[], byte[]>> sent = new ArrayList<>();
    TopicPartition partition = new TopicPartition(programme.topic("redrive"), 0);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", stack.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      await()
          .atMost(Duration.ofMinutes(3))
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(sent::add);
                return sent.size() >= count;
              });
    }
    assertThat(sent).hasSize(count);
    return sent;
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    return StreamSupport.stream(record.headers().spliterator(), false)
        .collect(Collectors.toMap(each -> each.key(), each -> text(each.value())));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
