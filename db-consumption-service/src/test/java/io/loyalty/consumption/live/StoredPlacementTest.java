package io.loyalty.consumption.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.load.HoldCode;
import io.loyalty.consumption.load.Placement;
import io.loyalty.consumption.load.Span;
import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.log.StoredOffset;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredPlacementTest {
  private static final UUID TOPIC = new UUID(1, 1);
  private static final LogBounds LOG = new LogBounds(TOPIC, 10, 20, 1);

  @Test
  void beginsAtTheLogsStart_whenNothingIsStored() {
    assertThat(StoredPlacement.of(Optional.empty(), LOG))
        .isEqualTo(read(new LogPosition(10, OptionalInt.empty())));
  }

  @ParameterizedTest
  @ValueSource(longs = {10, 15, 20})
  void goesOnAtTheStoredOffset_whenItIsInTheLog(long offset) {
    assertThat(StoredPlacement.of(stored(TOPIC, offset), LOG))
        .isEqualTo(read(new LogPosition(offset, OptionalInt.of(3))));
  }

  @ParameterizedTest
  @ValueSource(longs = {9, 21})
  void holds_whenTheStoredOffsetIsOutsideTheLog(long offset) {
    assertThat(StoredPlacement.of(stored(TOPIC, offset), LOG).hold()).isPresent();
  }

  @Test
  void holds_whenTheTopicIsAnother_evenIfTheNumbersFit() {
    assertThat(StoredPlacement.of(stored(new UUID(2, 2), 15), LOG).hold().orElseThrow().code())
        .isEqualTo(HoldCode.TOPIC_MADE_AGAIN);
  }

  @Test
  void holds_whenTheLogWasFoundToBeCutOff_whereverItEndsNow() {
    StoredOffset cutOff =
        new StoredOffset(
            new PartitionId("t", 0),
            TOPIC,
            15,
            OptionalInt.of(3),
            new StoredOffset.Decided(1, true));

    assertThat(StoredPlacement.of(Optional.of(cutOff), LOG).hold().orElseThrow().code())
        .isEqualTo(HoldCode.LOG_CUT_OFF);
  }

  private static Placement read(LogPosition position) {
    return new Placement.Read(TOPIC, position.offset(), position, Span.ENDLESS);
  }

  private static Optional<StoredOffset> stored(UUID topicId, long offset) {
    return Optional.of(
        new StoredOffset(
            new PartitionId("t", 0),
            topicId,
            offset,
            OptionalInt.of(3),
            new StoredOffset.Decided(0, false)));
  }
}
