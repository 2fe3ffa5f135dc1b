package io.loyalty.stream.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.stream.scorecard.state.SourceHour;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceHoursTest {
  private static SourceHour sum(List<SourceHour> parts) {
    return parts.stream().reduce(SourceHours::plus).orElseThrow();
  }

  @Test
  void countsAHundredReasonsOneByOne_andTheRestTogether_inWhateverOrderTheyCome() {
    List<SourceHour> parts =
        new ArrayList<>(
            IntStream.range(0, 1_000)
                .mapToObj(
                    each ->
                        SourceHours.refused(
                            List.of(
                                Tallies.one(
                                    "invalid", "required", "/p%03d".formatted(each % 250)))))
                .toList());
    SourceHour sum = sum(parts);
    assertThat(sum.getReasons()).hasSize(SourceHours.MOST_REASONS);
    assertThat(sum.getReasons()).allSatisfy(each -> assertThat(each.getEvents()).isEqualTo(4));
    assertThat(sum.getOtherReasons()).isEqualTo(600);
    assertThat(sum.getRefused()).isEqualTo(1_000);
    for (int seed = 0; seed < 20; seed++) {
      Collections.shuffle(parts, new Random(seed));
      assertThat(sum(parts)).isEqualTo(sum);
    }
  }

  @Test
  void findsTheLongestSilenceOfAnHour() {
    assertThat(Scorecards.longestSilence(0)).isEqualTo(60);
    assertThat(Scorecards.longestSilence((1L << 60) - 1)).isZero();
    assertThat(Scorecards.longestSilence(1L << 59)).isEqualTo(59);
    assertThat(Scorecards.longestSilence(1L << 10 | 1L << 40)).isEqualTo(29);
  }
}
