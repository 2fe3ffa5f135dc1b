package io.loyalty.cli.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SampleEventsTest {
  private static final Instant UNTIL = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void isTheSameAgainForTheSameSeedAndTime() {
    assertThat(new SampleEvents(1, UNTIL).mixed()).isEqualTo(new SampleEvents(1, UNTIL).mixed());
    assertThat(new SampleEvents(1, UNTIL).mixed()).isNotEqualTo(new SampleEvents(2, UNTIL).mixed());
  }

  @Test
  void hasAboutAThousandValidEventsOfAllTypes() {
    List<SampleEvent> valid = events(SampleEvent::valid);
    assertThat(valid).hasSizeBetween(950, 1_050);
    assertThat(valid.stream().map(SampleEvent::type).collect(Collectors.toSet()))
        .containsExactlyInAnyOrderElementsOf(SampleEvents.types());
  }

  @Test
  void sendsAFewEventsTwice() {
    Set<String> ids = new HashSet<>();
    long twice = events(SampleEvent::valid).stream().filter(event -> !ids.add(event.id())).count();
    assertThat(twice).isBetween(5L, 20L);
  }

  @Test
  void hasAboutTwentyInvalidKindsWithDifferentBytes() {
    List<SampleMessage> invalid = new SampleEvents(1, UNTIL).invalid();
    assertThat(invalid).hasSizeBetween(18, 30);
    assertThat(invalid).extracting(SampleMessage::body).doesNotHaveDuplicates();
  }

  @Test
  void fitsIntoSqsMessagesOfOneLine() {
    for (SampleMessage message : new SampleEvents(1, UNTIL).mixed()) {
      assertThat(message.body().getBytes(StandardCharsets.UTF_8).length)
          .isLessThanOrEqualTo(1 << 20);
      assertThat(message.body()).doesNotContain("\n");
    }
  }

  @Test
  void keepsTheDigitsOfDecimalsInABatch() {
    SampleEvents one = new SampleEvents(7, UNTIL);
    SampleMessage batch = one.batch();
    assertThat(new JsonMapper().readTree(batch.body()).size()).isEqualTo(batch.events().size());
    assertThat(batch.body())
        .contains(new SampleEvents(7, UNTIL).cloudEvent(SampleEvents.types().get(0)).body());
  }

  private static List<SampleEvent> events(java.util.function.Predicate<SampleEvent> which) {
    return new SampleEvents(1, UNTIL)
        .mixed().stream().flatMap(message -> message.events().stream()).filter(which).toList();
  }
}
