package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.loyalty.localstack.LocalStack;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Redrives dead letters of a programme as db-consumption-service does, by records of its topic. */
final class RedriveRun implements AutoCloseable {
  private static final Duration SOON = Duration.ofMinutes(3);

  private final Programme programme;
  private final String id;
  private final TopicPartition topic;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Admin admin;

  RedriveRun(LocalStack stack, Programme programme, String id) {
    Map<String, Object> client =
        Map.of(
            "bootstrap.servers",
            stack.bootstrapServers(),
            "compression.type",
            "zstd",
            "linger.ms",
            20,
            // An idempotent producer might not recover from a broker that was stopped.
            "enable.idempotence",
            false,
            "max.in.flight.requests.per.connection",
            1);
    this.programme = programme;
    this.id = id;
    this.topic = new TopicPartition(programme.prefix() + ".redrive", 0);
    this.producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer());
    this.admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
  }

  /** Sends an event as it was refused; answers its dead letter's id. */
  String event(String original, String... headers) {
    return send("EVENT", original, headers);
  }

  /** Sends a message that could not be opened; answers its dead letter's id. */
  String message(String original, String... headers) {
    return send("MESSAGE", original, headers);
  }

  private String send(String kind, String original, String... more) {
    byte[] random = new byte[32];
    ThreadLocalRandom.current().nextBytes(random);
    String deadLetter = HexFormat.of().formatHex(random);
    Map<String, String> headers = new HashMap<>();
    headers.put("redrive_id", id);
    headers.put("dead_letter_id", deadLetter);
    headers.put("original_kind", kind);
    headers.put("dry_run", "false");
    for (String header : more) {
      String[] parts = header.split("=", 2);
      headers.put(parts[0], parts[1]);
    }
    raw(deadLetter, original, headers);
    return deadLetter;
  }

  /** Sends whatever it is. */
  void raw(String key, String value, Map<String, String> headers) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic.topic(), bytes(key), bytes(value));
    headers.forEach((name, text) -> record.headers().add(name, bytes(text)));
    var unused = producer.send(record);
  }

  void flush() {
    producer.flush();
  }

  /**
   * Waits until each record of the topic is settled and this number of resolutions is published.
   * Returns their outcomes by dead letter and event.
   */
  Map<String, Topics.Landed> account(int resolutions) {
    producer.flush();
    await().atMost(SOON).untilAsserted(() -> assertThat(committed()).isEqualTo(end()));
    Map<String, Topics.Landed> byEvent = resolutions();
    assertThat(byEvent).hasSize(resolutions);
    assertThat(programme.topics().deadLetters()).as("no new dead letter").isEmpty();
    return byEvent;
  }

  /** Returns the resolutions so far, by dead letter and event, such as {@code 4f…:0}. */
  Map<String, Topics.Landed> resolutions() {
    Map<String, Topics.Landed> byEvent = new HashMap<>();
    for (Topics.Landed each : programme.topics().resolutions()) {
      assertThat(each.value().get("redriveId")).hasToString(id);
      assertThat(each.record().key()).isEqualTo(each.value().get("deadLetterId").toString());
      byEvent.put(each.value().get("deadLetterId") + ":" + each.value().get("eventPosition"), each);
    }
    return byEvent;
  }

  /** Returns the committed offset; 0 if there is none. */
  long committed() throws ExecutionException, InterruptedException {
    var offset =
        admin
            .listConsumerGroupOffsets(programme.prefix() + ".ingestion-redrive")
            .partitionsToOffsetAndMetadata()
            .get()
            .get(topic);
    return offset == null ? 0 : offset.offset();
  }

  private long end() throws ExecutionException, InterruptedException {
    return admin
        .listOffsets(Map.of(topic, OffsetSpec.latest()))
        .partitionResult(topic)
        .get()
        .offset();
  }

  static String outcome(Map<String, Topics.Landed> resolutions, String event) {
    Topics.Landed landed = resolutions.get(event);
    return landed == null
        ? null
        : "%s %s".formatted(landed.value().get("outcome"), landed.value().get("reason"));
  }

  static List<String> violations(Topics.Landed resolution) {
    return ((List<?>) resolution.value().get("violations")).stream().map(Object::toString).toList();
  }

  private static byte[] bytes(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
