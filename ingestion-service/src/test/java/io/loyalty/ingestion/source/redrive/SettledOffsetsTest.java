package io.loyalty.ingestion.source.redrive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SettledOffsetsTest {
  private final SettledOffsets offsets = new SettledOffsets(5);

  @Test
  void standsAtTheFirstThatIsNotSettled_inWhateverOrderTheyAre() {
    offsets.taken(5);
    offsets.taken(6);
    offsets.taken(9);
    offsets.settled(6);
    assertThat(offsets.position()).isEqualTo(5);
    assertThat(offsets.hasMoved()).isFalse();

    offsets.settled(5);
    assertThat(offsets.position()).isEqualTo(9);
    assertThat(offsets.hasMoved()).isTrue();

    offsets.settled(9);
    assertThat(offsets.position()).isEqualTo(10);
  }

  @Test
  void hasMovedNoFurther_onceThePositionIsCommitted() {
    offsets.taken(5);
    offsets.settled(5);
    offsets.committed(6);
    assertThat(offsets.hasMoved()).isFalse();

    offsets.committed(5);
    assertThat(offsets.hasMoved()).as("a late answer takes nothing back").isFalse();
  }
}
