package io.loyalty.stream.scorecard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.loyalty.stream.scorecard.state.LatenessBucket;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class LatenessTest {
  private static final double WIDEST = 0.8;

  @Test
  void keepsEachTimeWithinABucket_exactlyWhereItIsShort() {
    for (long millis = 0; millis < 128; millis++) {
      assertThat(Lateness.middle(Lateness.bucket(millis))).isEqualTo(millis);
    }
    var random = new Random(3);
    for (int power = 7; power < 62; power++) {
      for (int each = 0; each < 100; each++) {
        long millis = (1L << power) + random.nextLong(1L << power);
        assertThat(Lateness.middle(Lateness.bucket(millis)))
            .isCloseTo(millis, Percentage.withPercentage(WIDEST));
      }
    }
  }

  @Test
  void neverPutsALongerTimeIntoALowerBucket() {
    long[] times = new Random(4).longs(10_000, 0, 1L << 45).sorted().toArray();
    int[] buckets = Arrays.stream(times).mapToInt(Lateness::bucket).toArray();
    assertThat(buckets).isSorted();
    assertThat(Lateness.bucket(-5_000)).isZero();
  }

  @Test
  void equalsPercentileDiscOfSql_withinABucket() {
    var random = new Random(5);
    for (int size : new int[] {1, 2, 19, 20, 21, 500}) {
      long[] times = random.longs(size, 0, 20_000_000).toArray();
      List<LatenessBucket> buckets = List.of();
      for (long time : times) {
        buckets = Lateness.plus(buckets, List.of(new LatenessBucket(Lateness.bucket(time), 1L)));
      }
      Arrays.sort(times);
      for (int percent : new int[] {50, 95}) {
        long exact = times[(int) Math.ceil(size * percent / 100.0) - 1];
        assertThat((double) Lateness.percentile(buckets, percent))
            .isCloseTo((double) exact, within(exact * WIDEST / 100 + 1));
      }
    }
    assertThat(Lateness.percentile(List.of(), 50)).isNull();
  }
}
