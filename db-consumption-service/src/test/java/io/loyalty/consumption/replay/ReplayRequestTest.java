package io.loyalty.consumption.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.loyalty.consumption.warehouse.replay.ReplayScope;
import io.loyalty.consumption.warehouse.replay.ReplayScope.OffsetRange;
import io.loyalty.consumption.warehouse.replay.ReplayScope.TimeRange;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReplayRequestTest {
  private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(1);
  private static final TimeRange OPEN = new TimeRange(null, null);

  /** Holds the parts of a request. */
  private record Asked(
      List<String> types,
      String mode,
      TimeRange kafka,
      OffsetRange offsets,
      TimeRange occurred,
      Integer speed) {
    static final Asked NOTHING =
        new Asked(null, null, OPEN, new OffsetRange(null, null), OPEN, null);

    Asked of(String... names) {
      return new Asked(List.of(names), mode, kafka, offsets, occurred, speed);
    }

    Asked mode(String name) {
      return new Asked(types, name, kafka, offsets, occurred, speed);
    }

    Asked kafka(Instant from, Instant to) {
      return new Asked(types, mode, new TimeRange(from, to), offsets, occurred, speed);
    }

    Asked offsets(Long from, Long to) {
      return new Asked(types, mode, kafka, new OffsetRange(from, to), occurred, speed);
    }

    Asked occurred(Instant from, Instant to) {
      return new Asked(types, mode, kafka, offsets, new TimeRange(from, to), speed);
    }

    Asked speed(int records) {
      return new Asked(types, mode, kafka, offsets, occurred, records);
    }

    ReplayRequest request() {
      return new ReplayRequest(
          types,
          mode,
          kafka.from(),
          kafka.to(),
          offsets.from(),
          offsets.to(),
          occurred.from(),
          occurred.to(),
          speed,
          null);
    }
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        refusal("there is no mode \"rebuild\"; there is merge", a -> a.mode("rebuild")),
        refusal(
            "a range is by Kafka time (from, to) or by offset (fromOffset, toOffset), not both",
            a -> a.of("one").kafka(NOON, null).offsets(null, 1L)),
        refusal(
            "offsets (fromOffset, toOffset) need exactly one event type; 0 are asked for",
            a -> a.offsets(0L, null)),
        refusal(
            "offsets (fromOffset, toOffset) need exactly one event type; 2 are asked for",
            a -> a.of("one", "other").offsets(0L, null)),
        refusal("an offset is at least 0", a -> a.of("one").offsets(-1L, null)),
        refusal("an offset is at least 0", a -> a.of("one").offsets(null, -1L)),
        refusal(
            "from (2026-03-14T12:00:00Z) is not before to (2026-03-14T12:00:00Z)",
            a -> a.kafka(NOON, NOON)),
        refusal("fromOffset (3) is not before toOffset (3)", a -> a.of("one").offsets(3L, 3L)),
        refusal(
            "occurredFrom (2026-03-14T12:00:01Z) is not before occurredTo (2026-03-14T12:00:00Z)",
            a -> a.occurred(LATER, NOON)),
        refusal("recordsPerSecond is 0; it is at least 1", a -> a.speed(0)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatContradictsItselfInOneSentence(String sentence, UnaryOperator<Asked> change) {
    Asked asked = change.apply(Asked.NOTHING);
    assertThatThrownBy(asked::request)
        .isInstanceOf(InvalidReplayException.class)
        .hasMessage(sentence);
  }

  @Test
  void isAMergeOfEverything_whenNothingIsAskedFor() {
    ReplayRequest request = Asked.NOTHING.request();
    assertThat(request.mode()).isEqualTo("merge");
    assertThat(request.dryRun()).isFalse();
    assertThat(request.eventTypes()).isEmpty();
    ReplayScope scope = request.scope(List.of("one"));
    assertThat(scope.kafka().isBounded()).isFalse();
    assertThat(scope.offsets().isBounded()).isFalse();
    assertThat(scope.occurred().isBounded()).isFalse();
    assertThat(scope.recordsPerSecond()).isNull();
  }

  @Test
  void takesEachTypeOnceAndBoundsThatAreOpenOnOneSide() {
    ReplayRequest request =
        Asked.NOTHING.of("b", "a", "b").kafka(NOON, null).occurred(null, LATER).request();
    assertThat(request.eventTypes()).containsExactly("a", "b");
    ReplayScope scope = request.scope(request.eventTypes());
    assertThat(scope.kafka()).isEqualTo(new TimeRange(NOON, null));
    assertThat(scope.occurred()).isEqualTo(new TimeRange(null, LATER));
  }

  @Test
  void takesOffsetsOfATypeThatIsNamedTwice() {
    assertThat(Asked.NOTHING.of("a", "a").offsets(0L, 1L).request().toOffset()).isEqualTo(1);
  }

  private static Arguments refusal(String sentence, UnaryOperator<Asked> change) {
    return Arguments.of(sentence, change);
  }
}
