package io.loyalty.stream.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.events.DeviceLogin;
import io.loyalty.events.SkippedEvent;
import io.loyalty.stream.stage.SkippedEvents.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.streams.kstream.KStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StageTopologyTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  @TempDir private Path state;

  /** Lists every login, so that what a stage sees can be looked at. */
  private static final class Listing implements Stage {
    private final SkippedEvents skipped =
        new SkippedEvents("listing", Clock.fixed(NOON, ZoneOffset.UTC));

    @Override
    public String name() {
      return "listing";
    }

    @Override
    public void describe(StageTopology topology) {
      KStream<String, DeviceLogin> logins = topology.readOnce(DeviceLogin.class);
      topology.write(
          "logins",
          logins.mapValues(
              login -> skipped.late(login, new Place("t", 0, 7), login.getPlatform())));
    }
  }

  private static DeviceLogin login(Instant at) {
    return DeviceLogin.newBuilder()
        .setEventId(UUID.randomUUID())
        .setOccurredAt(at)
        .setOccurredAtOffset(60)
        .setReceivedAt(at)
        .setSource("/app/ios")
        .setMemberId("m-1")
        .setDeviceId("d-1")
        .setPlatform("IOS")
        .setSucceeded(true)
        .build();
  }

  private static SkippedEvent only(List<SkippedEvent> events) {
    assertThat(events).hasSize(1);
    return events.get(0);
  }

  @Test
  void passesEachEventOnceHoweverOftenItIsSent() {
    try (var stage = new StageDriver(new Listing(), state, NOON)) {
      DeviceLogin login = login(NOON);
      stage.send(login).send(login(NOON.plusSeconds(1))).send(login, NOON.plusSeconds(3600));
      assertThat(stage.events(SkippedEvent.class)).hasSize(2);
    }
  }

  @Test
  void leavesOutResultsThatOccurredBeforeTheTimeOfAReset() {
    try (var stage =
        new StageDriver(new Listing(), state, NOON, occurredAt -> !occurredAt.isBefore(NOON))) {
      stage.send(login(NOON.minusSeconds(1))).send(login(NOON)).send(login(NOON.plusSeconds(1)));
      assertThat(stage.events(SkippedEvent.class))
          .extracting(SkippedEvent::getOccurredAt)
          .containsExactly(NOON, NOON.plusSeconds(1));
    }
  }

  @Test
  void passesAnEventOfTheFutureOnceToo() {
    try (var stage = new StageDriver(new Listing(), state, NOON)) {
      DeviceLogin ahead = login(NOON.plus(Duration.ofHours(5)));
      stage.send(ahead, NOON).send(ahead, NOON.plusSeconds(60));
      assertThat(stage.events(SkippedEvent.class)).hasSize(1);
    }
  }

  @Test
  void passesAnOldEventOnce_thoughLiveOnesAreReadBetween() {
    try (var stage = new StageDriver(new Listing(), state, NOON)) {
      DeviceLogin old = login(NOON.minus(Duration.ofDays(30)));
      stage.send(login(NOON)).send(old, NOON).send(login(NOON)).send(old, NOON);
      assertThat(stage.events(SkippedEvent.class)).hasSize(3);
    }
  }

  @Test
  void remembersAnEventForTheWholeTime_andNotForEver() {
    try (var stage = new StageDriver(new Listing(), state, NOON)) {
      DeviceLogin event = login(NOON);
      stage.send(event).send(login(NOON.plus(Duration.ofDays(3)))).send(event);
      assertThat(stage.events(SkippedEvent.class)).hasSize(2);
      stage.send(login(NOON.plus(Duration.ofDays(10)))).send(event);
      assertThat(stage.events(SkippedEvent.class)).hasSize(2);
    }
  }

  @Test
  void passesTwoEventsWithTheSameIdAtTwoTimes() {
    try (var stage = new StageDriver(new Listing(), state, NOON)) {
      DeviceLogin first = login(NOON);
      DeviceLogin second = DeviceLogin.newBuilder(first).setOccurredAt(NOON.plusSeconds(5)).build();
      stage.send(first).send(second);
      assertThat(stage.events(SkippedEvent.class)).hasSize(2);
    }
  }

  @Test
  void givesADerivedEventItsOwnKeyTimeAndHeaders() {
    try (var stage = new StageDriver(new Listing(), state, NOON)) {
      DeviceLogin login = login(NOON);
      var record = stage.send(login).records(SkippedEvent.class).get(0);
      SkippedEvent event = record.value();
      assertThat(record.key()).isEqualTo("t");
      assertThat(record.timestamp()).isEqualTo(NOON.toEpochMilli());
      assertThat(event.getSkippedId()).isEqualTo(login.getEventId());
      assertThat(event.getOccurredAt()).isEqualTo(NOON);
      assertThat(event.getOccurredAtOffset()).isEqualTo(60);
      assertThat(event.getSource()).isEqualTo("/streams/listing");
      assertThat(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8))
          .isEqualTo(event.getEventId().toString());
      assertThat(record.headers().headers("ce_id")).hasSize(1);
    }
  }

  @Test
  void takesAnEventOf1970_andRefusesToReadOneBefore() {
    try (var stage = new StageDriver(new Listing(), state, NOON)) {
      stage.send(login(Instant.EPOCH), NOON);
      assertThat(stage.events(SkippedEvent.class)).hasSize(1);
      DeviceLogin before = login(Instant.EPOCH.minusNanos(1_000));
      assertThatThrownBy(() -> stage.send(before, NOON))
          .hasRootCauseInstanceOf(EventBefore1970Exception.class);
    }
  }

  @Test
  void derivesTheSameIdAtEveryRun() {
    try (var first = new StageDriver(new Listing(), state.resolve("1"), NOON);
        var second = new StageDriver(new Listing(), state.resolve("2"), NOON)) {
      DeviceLogin login = login(NOON);
      assertThat(only(first.send(login).events(SkippedEvent.class)))
          .isEqualTo(only(second.send(login).events(SkippedEvent.class)));
    }
  }
}
