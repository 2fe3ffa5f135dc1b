package io.loyalty.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.cli.service.RequestFailedException;
import io.loyalty.cli.service.RunWatch;
import io.loyalty.client.Answer;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.Timeouts;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.consumption.Replay;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunWatchTest {
  private static final String LOOK = "GET /replays/" + Replays.ID;
  private static final String AGAIN = "pipeline replays show " + Replays.ID + " --watch";
  private static final Duration SOON = Duration.ofMillis(1);

  private final StringWriter said = new StringWriter();
  private ServiceStub service;
  private ConsumptionApi client;

  @BeforeEach
  void start() throws IOException {
    service = new ServiceStub();
    client =
        ConsumptionApi.at(
            new ServiceAddress(URI.create(service.url())), Optional.empty(), Timeouts.USUAL);
    service.on(LOOK, 200, Replays.running(0));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void goesOnWhenTheServiceIsAwayForAWhile() throws InterruptedException {
    service.refuse(LOOK, 503, "away");
    service.refuse(LOOK, 503, "away");
    service.on(LOOK, 200, Replays.done());
    List<Replay.State> seen = new ArrayList<>();
    Answer<Replay> end =
        watch(Duration.ofMinutes(1))
            .untilEnd(client.replay(Replays.ID), replay -> seen.add(replay.state()));
    assertThat(end.value().state()).isEqualTo(Replay.State.DONE);
    assertThat(seen).containsExactly(Replay.State.RUNNING, Replay.State.DONE);
    assertThat(service.requests()).hasSize(4);
  }

  @Test
  void givesUpWhenTheServiceStaysAwayAndSaysThatTheReplayGoesOn() {
    service.refuse(LOOK, 503, "away");
    Answer<Replay> running = client.replay(Replays.ID);
    assertThatThrownBy(() -> watch(Duration.ZERO).untilEnd(running, replay -> {}))
        .isExactlyInstanceOf(RequestFailedException.class)
        .hasMessageContaining("can't answer now: away")
        .hasMessageEndingWith("goes on when it can; watch it again with: " + AGAIN);
  }

  @Test
  void saysOnCtrlCThatTheReplayGoesOn() {
    watch(SOON).leave(new PrintWriter(said, true));
    assertThat(said.toString().lines())
        .containsExactly("The replay goes on; watch it again with: " + AGAIN);
  }

  @Test
  void saysNothingOnceTheReplayHasEnded() throws InterruptedException {
    service.on(LOOK, 200, Replays.done());
    RunWatch<Replay> watch = watch(SOON);
    watch.untilEnd(client.replay(Replays.ID), replay -> {});
    watch.leave(new PrintWriter(said, true));
    assertThat(said.toString()).isEmpty();
  }

  private RunWatch<Replay> watch(Duration patience) {
    return new RunWatch<>(
        "replay",
        () -> client.replay(Replays.ID),
        each -> each.state().ended(),
        AGAIN,
        patience,
        SOON);
  }
}
