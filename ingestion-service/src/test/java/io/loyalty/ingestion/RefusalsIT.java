package io.loyalty.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that each bad event becomes one dead letter with its bytes and the reason, and that the
 * good ones beside it are published.
 */
@ExtendWith(LocalStackExtension.class)
class RefusalsIT {
  private static final int MEBIBYTE = 1024 * 1024;

  @Test
  void everyKindOfBadEventIsOneDeadLetter(LocalStack stack) throws Exception {
    List<Bad> bad = badEvents();
    try (Programme programme = Programme.onStandardQueue(stack).start()) {
      programme.send(bad.stream().map(Bad::body).toArray(String[]::new));
      programme.send(SampleEvents.event("offer-viewed"));

      programme.account(bad.size() + 1, 1, bad.size());

      Map<String, GenericRecord> byId = new HashMap<>();
      programme
          .topics()
          .deadLetters()
          .forEach(landed -> byId.put(landed.record().key(), landed.value()));
      for (Bad event : bad) {
        GenericRecord deadLetter = byId.get(sha256(event.body()));
        assertThat(deadLetter).as(event.what()).isNotNull();
        assertThat(deadLetter.get("station")).as(event.what()).hasToString(event.station());
        assertThat(deadLetter.get("reason")).as(event.what()).hasToString(event.reason());
        assertThat((List<?>) deadLetter.get("violations")).as(event.what()).isNotEmpty();
        assertThat(new String(bytes(deadLetter), StandardCharsets.UTF_8).equals(event.body()))
            .as("the bytes of " + event.what())
            .isTrue();
        assertThat(deadLetter.get("queue")).hasToString(programme.prefix());
        assertThat(deadLetter.get("messageId")).isNotNull();
      }
    }
  }

  @Test
  void oneBadEventOfABatchIsADeadLetterAndTheOthersGoOn(LocalStack stack) throws Exception {
    String bad = SampleEvents.event("points-collected", UUID.randomUUID().toString(), "{}");
    try (Programme programme = Programme.onStandardQueue(stack).start()) {
      programme.send(
          "["
              + SampleEvents.event("offer-viewed")
              + ","
              + bad
              + ","
              + SampleEvents.event("offer-viewed")
              + "]");

      programme.account(1, 2, 1);

      GenericRecord deadLetter = programme.topics().deadLetters().get(0).value();
      assertThat(deadLetter.get("position")).isEqualTo(1);
      assertThat(deadLetter.get("eventType").toString()).isEqualTo("points-collected");
      assertThat(deadLetter.get("originalKind").toString()).isEqualTo("EVENT");
      assertThat(bytes(deadLetter)).asString(StandardCharsets.UTF_8).isEqualTo(bad);
    }
  }

  @Test
  void aRecordThatTheBrokerRefusesIsADeadLetter(LocalStack stack) throws Exception {
    try (Programme programme = Programme.onStandardQueue(stack);
        Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(programme.prefix() + ".offer-viewed", 1, (short) 1)
                      .configs(
                          Map.of(
                              "max.message.bytes", "300",
                              "message.timestamp.type", "LogAppendTime",
                              "retention.ms", "-1"))))
          .all()
          .get();
      programme.start(
          "--ingestion.topic.compression=none",
          "--ingestion.topic.promise.allowed=%s.offer-viewed:max.message.bytes"
              .formatted(programme.prefix()));
      programme.send(
          SampleEvents.event(
              "offer-viewed",
              UUID.randomUUID().toString(),
              "{\"memberId\":\"m\",\"offerId\":\"o\",\"more\":\"%s\"}".formatted("x".repeat(900))),
          SampleEvents.event("offer-received"));

      programme.account(2, 1, 1);

      GenericRecord deadLetter = programme.topics().deadLetters().get(0).value();
      assertThat(deadLetter.get("station").toString()).isEqualTo("publish");
      assertThat(deadLetter.get("reason").toString()).isEqualTo("record-refused");
    }
  }

  private static List<Bad> badEvents() {
    return List.of(
        new Bad("text", "open", "not-json", "no JSON at all"),
        new Bad("half an object", "open", "not-json", "{\"specversion\":\"1.0\""),
        new Bad("no event", "open", "unknown-envelope", "{\"some\":\"thing\"}"),
        new Bad("no events", "open", "empty-batch", "[]"),
        new Bad("1 MiB of nesting", "open", "too-deep", "[".repeat(MEBIBYTE)),
        new Bad("1 MiB of text", "open", "not-json", "x".repeat(MEBIBYTE)),
        new Bad("unknown type", "validate", "unknown-event-type", event("nobody-knows", "{}")),
        new Bad("wrong type", "validate", "invalid", points("\"points\":\"seven\"")),
        new Bad("missing field", "validate", "invalid", points("\"more\":1")),
        new Bad(
            "NUL", "validate", "invalid", points("\"points\":1,\"transactionId\":\"a\\u0000b\"")),
        new Bad(
            "lone surrogate",
            "validate",
            "invalid",
            points("\"points\":1,\"transactionId\":\"a\\ud800b\"")),
        new Bad(
            "too many digits",
            "validate",
            "invalid",
            event(
                "offer-completed",
                "{\"memberId\":\"m\",\"offerId\":\"o\",\"rewardAmount\":1.234}")),
        new Bad(
            "no such date",
            "validate",
            "invalid",
            event(
                "member-enrolled",
                "{\"memberId\":\"m\",\"enrolledOn\":\"2026-02-30\",\"channel\":\"POS\"}")),
        new Bad("1970", "validate", "occurred-at-outside-window", at("1970-01-01T00:00:00Z")),
        new Bad("2999", "validate", "occurred-at-outside-window", at("2999-01-01T00:00:00Z")));
  }

  /** Is a bad event, and the expected refusal. */
  private record Bad(String what, String station, String reason, String body) {}

  private static String points(String fields) {
    return event(
        "points-collected", "{\"memberId\":\"m\",\"reason\":\"BONUS\",%s}".formatted(fields));
  }

  private static String at(String time) {
    return SampleEvents.event(
        "offer-viewed",
        UUID.randomUUID().toString(),
        time,
        "{\"memberId\":\"m\",\"offerId\":\"o\"}");
  }

  private static String event(String type, String data) {
    return SampleEvents.event(type, UUID.randomUUID().toString(), data);
  }

  private static byte[] bytes(GenericRecord deadLetter) {
    ByteBuffer original = (ByteBuffer) deadLetter.get("original");
    byte[] bytes = new byte[original.remaining()];
    original.duplicate().get(bytes);
    return bytes;
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
