package io.loyalty.consumption.proof;

import io.loyalty.consumption.table.GivenUp;
import io.loyalty.consumption.table.LedgerGap;
import io.loyalty.consumption.table.PartitionAccount;
import io.loyalty.consumption.topic.LogBounds;
import java.util.List;

/**
 * What the live load of a partition never read, although it is behind it.
 *
 * @param lost offsets that were deleted from the log before, and that nobody gave up
 * @param givenUp what somebody decided not to load
 */
record Unread(long lost, List<GivenUp> givenUp) {
  static Unread of(
      LogBounds log, PartitionAccount account, List<LedgerGap> gaps, List<GivenUp> givenUp) {
    long behindTheLoad = gaps.stream().mapToLong(gap -> gap.before(log.start())).sum();
    long lost = behindTheLoad + Math.max(0, log.start() - account.nextOffset());
    Unread unread = new Unread(lost, givenUp);
    // What was given up before anything was loaded is in no gap.
    long given = unread.givenUpBefore(log.start()) - unread.givenUpBefore(account.first());
    return new Unread(Math.max(0, lost - Math.max(0, given)), givenUp);
  }

  long givenUpBefore(long offset) {
    return givenUp.stream().mapToLong(each -> each.before(offset)).sum();
  }

  boolean isGivenUp(long offset) {
    return givenUp.stream().anyMatch(each -> each.contains(offset));
  }
}
