package io.loyalty.cli.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.cli.ServiceStub;
import io.loyalty.cli.process.DataDirectory;
import io.loyalty.cli.queue.EventCount;
import io.loyalty.cli.queue.SendFailedException;
import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenedEventsTest {
  private static final String ASKED = "POST /validate?openOnly=true";

  @TempDir private Path directory;
  private ServiceStub service;

  @BeforeEach
  void start() throws IOException {
    service = new ServiceStub();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void areThoseThatTheServiceTellsOf_notThoseThatTheCommandWouldFind() throws Exception {
    service.on(
        ASKED,
        200,
        """
        {"events":[{"line":1,"position":0,"valid":true,"eventType":"offer-viewed"},
          {"line":1,"position":1,"valid":true,"eventType":"two words"},
          {"line":3,"position":0,"valid":false,"station":"open","reason":"not-json","violations":[]}],
         "summary":{"events":3,"valid":2,"invalid":1,"byReason":{"not-json":1}}}""");

    assertThat(count().types(List.of("[1,2]", "{}", "\ufeff[]")))
        .containsExactly(List.of("offer-viewed", "unknown"), List.of(), List.of("unknown"));
    assertThat(service.requests()).last().extracting(ServiceStub.Request::line).isEqualTo(ASKED);
  }

  @Test
  void areAskedForAgain_whileTheServiceCannotAnswer() throws Exception {
    service.refuse(ASKED, 503, "busy");
    service.on(ASKED, 200, "{\"events\":[],\"summary\":{\"events\":0}}");

    assertThat(count().types(List.of("x"))).containsExactly(List.of());
  }

  @Test
  void stopTheSending_whereTheServiceRefuses() {
    service.refuse(ASKED, 403, "no");

    assertThatThrownBy(() -> count().types(List.of("x")))
        .isInstanceOf(SendFailedException.class)
        .hasMessageStartingWith("The events can't be counted, so nothing more is sent: ");
  }

  @Test
  void ofASampleAreKnownBeforehand() throws Exception {
    List<SampleMessage> sample = new SampleEvents(1, Instant.parse("2026-01-01T00:00:00Z")).mixed();

    assertThat(OpenedEvents.of(sample).types(sample.stream().map(SampleMessage::body).toList()))
        .isEqualTo(
            sample.stream()
                .map(message -> message.events().stream().map(SampleEvent::type).toList())
                .toList());
  }

  private EventCount count() {
    return OpenedEvents.by(URI.create(service.url()), new DataDirectory(directory));
  }
}
