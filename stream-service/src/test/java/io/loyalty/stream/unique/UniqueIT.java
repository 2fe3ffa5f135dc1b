package io.loyalty.stream.unique;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.loyalty.events.DeviceLogin;
import io.loyalty.events.SkippedEvent;
import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import io.loyalty.stream.Programme;
import io.loyalty.stream.run.BrokenStageException;
import io.loyalty.stream.run.Stages;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** Tests the stage on real parts, with a restart between an event and its repetition. */
@ExtendWith(LocalStackExtension.class)
class UniqueIT {
  private static final int MEMBERS = 7;
  private static final int LOGINS = 140;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);

  @TempDir private Path state;

  private DeviceLogin login(int number) {
    return DeviceLogin.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(now.minusMillis(number))
        .setOccurredAtOffset(0)
        .setReceivedAt(now)
        .setSource("/app/ios")
        .setMemberId("m-" + number % MEMBERS)
        .setDeviceId("d-" + number)
        .setPlatform("IOS")
        .setSucceeded(true)
        .build();
  }

  private List<DeviceLogin> logins() {
    return IntStream.range(0, LOGINS).mapToObj(this::login).toList();
  }

  private static ConfigurableApplicationContext start(Programme programme, String... more) {
    var service =
        programme.start(
            Stream.concat(
                    Stream.of("stream.stages=unique", "stream.unique.types=device-login"),
                    Stream.of(more))
                .toArray(String[]::new));
    Programme.awaitRunning(service);
    return service;
  }

  /** The ids of events by their member, in their order. */
  private static Map<String, List<String>> ids(List<DeviceLogin> logins) {
    return logins.stream()
        .collect(
            Collectors.groupingBy(
                DeviceLogin::getMemberId,
                Collectors.mapping(login -> login.getEventId().toString(), Collectors.toList())));
  }

  private static Map<String, List<String>> passed(Programme programme, String topic) {
    return ids(programme.committed(DeviceLogin.class, topic));
  }

  private static void send(Programme programme, DeviceLogin login) {
    var record =
        new ProducerRecord<>(
            programme.topic(DeviceLogin.class), login.getMemberId(), programme.bytes(login));
    record.headers().add("ce_id", utf8(login.getEventId().toString()));
    programme.send(record);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void awaitRead(Programme programme, String application, long count) {
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> programme.read(application, DeviceLogin.class) == count);
  }

  @Test
  void passesEachEventOnce_thoughAnotherInstanceWithoutDiskReadsItsRepetition(LocalStack stack) {
    List<DeviceLogin> logins = logins();
    try (var programme = new Programme(stack, "unique_once", state).withTopics()) {
      String topic = programme.topic(DeviceLogin.class);
      try (var first = start(programme)) {
        assertThat(programme.settings(topic + ".unique")).isEqualTo(programme.settings(topic));
        for (DeviceLogin login : logins.subList(0, LOGINS / 2)) {
          send(programme, login);
        }
        programme.sendBytes(DeviceLogin.class, "m-1", utf8("garbage"));
        awaitRead(programme, "unique", LOGINS / 2 + 1);
        assertThat(first.isRunning()).isTrue();
      }
      // A state directory of its own: what the first one remembers comes from Kafka.
      try (var second = start(programme)) {
        for (DeviceLogin login : logins) {
          send(programme, login);
        }
        for (DeviceLogin login : logins.subList(LOGINS / 2, LOGINS)) {
          send(programme, login);
        }
        awaitRead(programme, "unique", 2 * LOGINS + 1);
        assertThat(second.isRunning()).isTrue();
      }
      Map<String, List<byte[]>> sent = new LinkedHashMap<>();
      logins.forEach(
          login ->
              sent.computeIfAbsent(login.getMemberId(), key -> new ArrayList<>())
                  .add(programme.bytes(login)));
      Map<String, List<byte[]>> passed = new LinkedHashMap<>();
      for (ConsumerRecord<String, byte[]> record : programme.committed(topic + ".unique")) {
        passed.computeIfAbsent(record.key(), key -> new ArrayList<>()).add(record.value());
        assertThat(record.headers()).extracting(header -> header.key()).containsExactly("ce_id");
      }
      assertThat(passed).hasSameSizeAs(sent);
      sent.forEach(
          (member, records) ->
              assertThat(passed.get(member)).as(member).containsExactlyElementsOf(records));
      assertThat(programme.committed(SkippedEvent.class))
          .extracting(SkippedEvent::getReason)
          .containsExactly("UNREADABLE");
    }
  }

  @Test
  void copiesToATopicOfACandidate_andAllAgainAfterAReset(LocalStack stack) {
    List<DeviceLogin> logins = logins();
    try (var programme = new Programme(stack, "unique_again", state).withTopics();
        var inUse = start(programme);
        var candidate = start(programme, "stream.version=v2")) {
      String copy = programme.topic(DeviceLogin.class) + ".unique";
      String ofCandidate = "unique_again.stream.unique.v2.device-login.unique";
      for (DeviceLogin login : logins) {
        send(programme, login);
        send(programme, login);
      }
      awaitRead(programme, "unique", 2 * LOGINS);
      awaitRead(programme, "unique.v2", 2 * LOGINS);
      Map<String, List<String>> once = ids(logins);
      assertThat(passed(programme, copy)).isEqualTo(once);
      assertThat(passed(programme, ofCandidate)).isEqualTo(once);
      assertThat(programme.settings(ofCandidate)).isEqualTo(programme.settings(copy));

      inUse.getBean(Stages.class).reset("unique", null, "tester");
      awaitRead(programme, "unique.1", 2 * LOGINS);
      Map<String, List<String>> twice = new HashMap<>();
      once.forEach(
          (member, ids) -> twice.put(member, Stream.concat(ids.stream(), ids.stream()).toList()));
      assertThat(passed(programme, copy)).isEqualTo(twice);
      assertThat(passed(programme, ofCandidate)).isEqualTo(once);
      await()
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () ->
                  assertThat(programme.groups())
                      .containsExactlyInAnyOrder(
                          "unique_again.stream.unique.1", "unique_again.stream.unique.v2"));
      assertThat(candidate.isRunning()).isTrue();
      assertThat(programme.committed(SkippedEvent.class)).isEmpty();
    }
  }

  @Test
  void doesNotStartAlone_whenThereIsNothingToDo(LocalStack stack) {
    try (var programme = new Programme(stack, "unique_none", state)) {
      assertThatThrownBy(() -> programme.start("stream.stages=unique").close())
          .rootCause()
          .isInstanceOf(BrokenStageException.class)
          .hasMessage(
              "stream.stages names unique, which has nothing to do: stream.unique.types is empty");
    }
  }
}
