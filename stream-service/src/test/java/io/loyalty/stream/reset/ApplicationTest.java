package io.loyalty.stream.reset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private final Application seventh = new Application("p.stream.fraud", 7, NOON);

  @Test
  void keepsItsNameUntilTheFirstReset_andHasANumberThen() {
    assertThat(Application.first("p.stream.fraud").id()).isEqualTo("p.stream.fraud");
    assertThat(seventh.id()).isEqualTo("p.stream.fraud.7");
    assertThat(new Application("p.stream.fraud.v2", 7, NOON).id()).isEqualTo("p.stream.fraud.v2.7");
  }

  @Test
  void emitsWhatOccurredFromItsTimeOn() {
    assertThat(seventh.emits(NOON)).isTrue();
    assertThat(seventh.emits(NOON.minusNanos(1))).isFalse();
    assertThat(Application.first("p.stream.fraud").emits(Instant.EPOCH)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"p.stream.fraud", "p.stream.fraud.1", "p.stream.fraud.6"})
  void replacesEarlierOnesOfItsStage(String id) {
    assertThat(seventh.replaces(id)).isTrue();
    assertThat(seventh.replacesOwnerOf(id + "-member-changelog")).isTrue();
    assertThat(seventh.replacesOwnerOf(id + "-receipts-repartition")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p.stream.fraud.7",
        "p.stream.fraud.8",
        "p.stream.fraud.v2",
        "p.stream.fraud.v2.1",
        "p.stream.frauds",
        "q.stream.fraud",
        "p.stream.fraud.",
        "pxstream.fraud",
        "p.stream.fraud.1234567890123456789"
      })
  void replacesNoLaterOne_noCandidate_andNoOtherStage(String id) {
    assertThat(seventh.replaces(id)).isFalse();
    assertThat(seventh.replacesOwnerOf(id + "-member-changelog")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p.fraud-suspected",
        "p.stream.resets",
        "p.stream.fraud",
        "p.stream.fraud.6",
        "p.stream.fraud.v2.fraud-suspected",
        "p.stream.fraud-changelog"
      })
  void leavesTopicsThatHoldNoState(String topic) {
    assertThat(seventh.replacesOwnerOf(topic)).isFalse();
  }
}
