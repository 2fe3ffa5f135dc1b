package io.loyalty.stream.scorecard;

import io.loyalty.stream.scorecard.state.LatenessBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts how late events are, in buckets of milliseconds. Up to 127 ms a bucket is one millisecond
 * wide, and from there on a sixty-fourth of its power of two at most: the middle of a bucket is
 * within 0.8 % of each of its values. Counts don't depend on the order of the events, unlike a
 * sketch such as a t-digest, so that a second run gives the same percentiles.
 */
final class Lateness {
  private static final int SHARES = 64;
  private static final int SHARE_BITS = 6;
  private static final int PERCENT = 100;

  private Lateness() {}

  /** Returns the bucket of a time. */
  static int bucket(long millis) {
    if (millis < SHARES) {
      return (int) Math.max(0, millis);
    }
    int shift = Long.SIZE - 1 - SHARE_BITS - Long.numberOfLeadingZeros(millis);
    return shift * SHARES + (int) (millis >> shift);
  }

  /** Returns the middle of a bucket, in milliseconds. */
  static long middle(int bucket) {
    if (bucket < SHARES) {
      return bucket;
    }
    int shift = bucket / SHARES - 1;
    long share = bucket - (long) shift * SHARES;
    return (share << shift) + ((1L << shift) - 1) / 2;
  }

  static List<LatenessBucket> plus(List<LatenessBucket> left, List<LatenessBucket> right) {
    Map<Integer, Long> sums = new TreeMap<>();
    left.forEach(each -> sums.put(each.getBucket(), each.getEvents()));
    right.forEach(each -> sums.merge(each.getBucket(), each.getEvents(), Long::sum));
    List<LatenessBucket> sum = new ArrayList<>(sums.size());
    sums.forEach((bucket, events) -> sum.add(new LatenessBucket(bucket, events)));
    return sum;
  }

  /**
   * Returns the least time that so many percent of the events do not exceed, as {@code
   * percentile_disc} of SQL does; null without events.
   */
  static Long percentile(List<LatenessBucket> buckets, int percent) {
    long events = buckets.stream().mapToLong(LatenessBucket::getEvents).sum();
    long rank = (events * percent + PERCENT - 1) / PERCENT;
    long passed = 0;
    for (LatenessBucket each : buckets) {
      passed += each.getEvents();
      if (passed >= rank) {
        return middle(each.getBucket());
      }
    }
    return null;
  }
}
