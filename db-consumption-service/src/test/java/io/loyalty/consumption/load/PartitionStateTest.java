package io.loyalty.consumption.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.consumption.log.LogPosition;
import io.loyalty.consumption.log.PartitionId;
import java.time.Instant;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PartitionStateTest {
  private final PartitionState state = new PartitionState(new PartitionId("topic", 0));
  private final Hold hold = new Hold(HoldCode.TABLE, "SQLSTATE 42P01");

  @Test
  void saysWhyNothingIsLoaded_alsoWhileItIsTriedAgain_untilSomethingIsLoaded() {
    readFrom(5);
    assertThat(state.hold()).isEmpty();

    assertThat(state.hold(hold, Instant.EPOCH)).isTrue();
    assertThat(state.hold()).contains(hold);

    readFrom(5);
    assertThat(state.isHeld()).isFalse();
    assertThat(state.hold()).contains(hold);
    state.unplace();
    assertThat(state.hold()).contains(hold);

    readFrom(5);
    assertThat(state.loaded(6)).isTrue();
    assertThat(state.hold()).isEmpty();
  }

  @Test
  void tellsAReasonOnce() {
    readFrom(5);
    state.hold(hold, Instant.EPOCH);
    readFrom(5);

    assertThat(state.hold(hold, Instant.EPOCH)).isFalse();
    assertThat(state.hold(new Hold(HoldCode.TABLE, "another"), Instant.EPOCH)).isTrue();
  }

  private void readFrom(long offset) {
    state.read(
        new Placement.Read(
            UUID.randomUUID(), offset, new LogPosition(offset, OptionalInt.empty()), Span.ENDLESS));
  }
}
