package io.loyalty.benchmarks.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OpenPageTest {
  @Test
  void countsGapsThatEndBetweenTwoMoments() {
    assertThat(OpenPage.gaps(List.of(50L, 90L, 110L, 140L, 210L), 100, 150))
        .containsExactly(20L, 30L);
  }

  @Test
  void countsTheGapThatIsStillOpen_whenThePageHasStalled() {
    assertThat(OpenPage.gaps(List.of(90L, 110L, 900L), 100, 200)).containsExactly(20L, 90L);
  }

  @Test
  void countsAllOfTheTime_whenNothingArrived() {
    assertThat(OpenPage.gaps(List.of(), 100, 200)).containsExactly(100L);
    assertThat(OpenPage.gaps(List.of(60L), 100, 200)).containsExactly(140L);
  }
}
