package io.loyalty.stream.unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.events.DeviceLogin;
import io.loyalty.events.OfferViewed;
import io.loyalty.stream.stage.StageDriver;
import io.loyalty.stream.stage.TestRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UniqueStageTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");
  private static final Duration WINDOW = Duration.ofHours(6);

  @TempDir private Path state;

  private static UniqueStage stage(String... types) {
    return new UniqueStage(
        TestRegistry.CATALOGUE, new UniqueProperties(Set.copyOf(List.of(types)), WINDOW));
  }

  private StageDriver driver(String... types) {
    return new StageDriver(stage(types), state, NOON);
  }

  private static DeviceLogin login(Instant at) {
    return DeviceLogin.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(0)
        .setReceivedAt(at)
        .setSource("/app/ios")
        .setMemberId("m-1")
        .setDeviceId("d-1")
        .setPlatform("IOS")
        .setSucceeded(true)
        .build();
  }

  private static byte[] bytes(DeviceLogin login) {
    return TestRegistry.serdes().of(DeviceLogin.class).serialize("any", login);
  }

  private static List<TestRecord<byte[], byte[]>> copied(StageDriver driver, String type) {
    return driver
        .kafka()
        .createOutputTopic(
            "test.%s.unique".formatted(type),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private static List<TestRecord<byte[], byte[]>> logins(StageDriver driver) {
    return copied(driver, "device-login");
  }

  @Test
  void passesTheFirstOfEachEvent_withItsKeyHeadersAndBytes() {
    byte[] key = {(byte) 0xff, 0, 'k'};
    DeviceLogin login = login(NOON);
    byte[] first = bytes(login);
    login.setReceivedAt(NOON.plusSeconds(9));
    byte[] again = bytes(login);
    var headers = new RecordHeaders();
    headers.add("ce_id", login.getEventId().toString().getBytes(StandardCharsets.UTF_8));
    headers.add("traceparent", new byte[] {1, 2});
    headers.add("traceparent", new byte[] {3});
    try (var driver = driver("device-login")) {
      var input =
          driver
              .kafka()
              .createInputTopic(
                  "test.device-login", new ByteArraySerializer(), new ByteArraySerializer());
      input.pipeInput(new TestRecord<>(key, first, headers, NOON));
      input.pipeInput(new TestRecord<>(key, again, new RecordHeaders(), NOON));

      var copies = logins(driver);

      assertThat(copies).hasSize(1);
      assertThat(copies.get(0).key()).isEqualTo(key);
      assertThat(copies.get(0).value()).isEqualTo(first).isNotEqualTo(again);
      assertThat(copies.get(0).headers()).isEqualTo(headers);
    }
  }

  @Test
  void keepsTheOrderOfTheTopic_notThatOfTheEventsTimes() {
    DeviceLogin late = login(NOON.minusSeconds(60));
    DeviceLogin early = login(NOON);
    try (var driver = driver("device-login")) {
      driver.send(early).send(late, NOON).send(early).send(late, NOON);
      assertThat(logins(driver))
          .extracting(TestRecord::value)
          .containsExactly(bytes(early), bytes(late));
    }
  }

  @Test
  void remembersAnEventForTheWindow_andNotForEver() {
    DeviceLogin event = login(NOON);
    try (var driver = driver("device-login")) {
      driver.send(event).send(login(NOON.plus(WINDOW))).send(event);
      assertThat(logins(driver)).hasSize(2);
      driver.send(login(NOON.plus(WINDOW.multipliedBy(3)))).send(event);
      assertThat(logins(driver)).hasSize(2);
    }
  }

  @Test
  void passesTwoEventsWithOneIdAtTwoTimes_asTheWarehouseDoes() {
    DeviceLogin first = login(NOON);
    try (var driver = driver("device-login")) {
      driver
          .send(first)
          .send(DeviceLogin.newBuilder(first).setOccurredAt(NOON.plusSeconds(5)).build());
      assertThat(logins(driver)).hasSize(2);
    }
  }

  @Test
  void keepsTypesApart_andLeavesOutThoseThatAreNotChosen() {
    DeviceLogin login = login(NOON);
    OfferViewed viewed =
        OfferViewed.newBuilder()
            .setEventId(login.getEventId())
            .setOccurredAt(NOON)
            .setOccurredAtOffset(0)
            .setReceivedAt(NOON)
            .setSource("/app/ios")
            .setMemberId("m-1")
            .setOfferId("o-1")
            .build();
    try (var driver = driver("offer-viewed", "device-login")) {
      driver.send(login).send(viewed).send(login).send(viewed);
      assertThat(logins(driver)).hasSize(1);
      assertThat(copied(driver, "offer-viewed")).hasSize(1);
      assertThat(driver.kafka().producedTopicNames())
          .filteredOn(topic -> topic.endsWith(".unique"))
          .containsExactlyInAnyOrder("test.device-login.unique", "test.offer-viewed.unique");
    }
  }

  @Test
  void doesNotRunWithoutTypes() {
    assertThat(stage().unused()).hasValueSatisfying(why -> assertThat(why).contains("types"));
    assertThat(stage("device-login").unused()).isEmpty();
  }

  @Test
  void refusesATypeThatIsNone_andOriginalsThatWereRefused() {
    for (String type : Arrays.asList("no-such-type", "dead-letter")) {
      assertThatThrownBy(() -> driver("device-login", type))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("stream.unique.types names " + type)
          .hasMessageContaining("device-login");
    }
  }
}
