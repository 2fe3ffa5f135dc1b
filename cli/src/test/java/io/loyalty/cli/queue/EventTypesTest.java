package io.loyalty.cli.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.cli.sample.SampleEvent;
import io.loyalty.cli.sample.SampleEvents;
import io.loyalty.cli.sample.SampleMessage;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTypesTest {
  private final SampleEvents sample = new SampleEvents(1, Instant.parse("2026-01-01T00:00:00Z"));

  @Test
  void countsEveryEventOfTheSampleUnderItsType() {
    for (SampleMessage message : sample.mixed()) {
      List<String> expected = message.events().stream().map(SampleEvent::type).toList();
      List<String> found =
          EventTypes.in(message.body()).stream()
              .map(type -> SampleEvents.types().contains(type) ? type : "unknown")
              .toList();
      assertThat(found).isEqualTo(expected);
    }
  }

  @Test
  void countsAMessageThatCannotBeReadAsOneUnknownEvent() {
    assertThat(EventTypes.in("no JSON")).containsExactly("unknown");
    assertThat(EventTypes.in("[")).containsExactly("unknown");
    assertThat(EventTypes.in("[]")).containsExactly("unknown");
    assertThat(EventTypes.in("[".repeat(1_000_000))).containsExactly("unknown");
    assertThat(EventTypes.in("{\"type\":\"has\\nlines\",\"specversion\":\"1.0\"}"))
        .containsExactly("unknown");
  }
}
