package io.loyalty.consumption.proof;

import io.loyalty.consumption.table.ExpiredDays;
import io.loyalty.consumption.table.GivenUp;
import io.loyalty.consumption.table.LedgerGap;
import io.loyalty.consumption.table.PartitionAccount;
import io.loyalty.consumption.topic.LogBounds;
import io.loyalty.schemas.catalogue.TableContract;
import java.time.Instant;
import java.util.List;

/**
 * What of a partition is not in the table, although the live load is behind it.
 *
 * @param lost offsets that were deleted from the log before, and that nobody gave up
 * @param givenUp what somebody decided not to load
 * @param expired days whose rows retention has dropped
 */
record Absent(long lost, List<GivenUp> givenUp, List<ExpiredDays> expired) {
  static Absent of(
      LogBounds log,
      PartitionAccount account,
      List<LedgerGap> gaps,
      List<GivenUp> givenUp,
      List<ExpiredDays> expired) {
    long behindTheLoad = gaps.stream().mapToLong(gap -> gap.before(log.start())).sum();
    long lost = behindTheLoad + Math.max(0, log.start() - account.nextOffset());
    Absent unread = new Absent(lost, givenUp, expired);
    // What was given up before anything was loaded is in no gap.
    long given = unread.givenUpBefore(log.start()) - unread.givenUpBefore(account.first());
    return new Absent(Math.max(0, lost - Math.max(0, given)), givenUp, expired);
  }

  long givenUpBefore(long offset) {
    return givenUp.stream().mapToLong(each -> each.before(offset)).sum();
  }

  /** Whether the row of such a key was dropped for its age. */
  boolean isExpired(TableContract table, RecordKey key) {
    int place = table.key().indexOf("occurred_at");
    if (place < 0 || expired.isEmpty()) {
      return false;
    }
    Instant occurredAt = Instant.parse(key.values().get(place));
    return expired.stream().anyMatch(days -> days.contains(occurredAt));
  }

  boolean isGivenUp(long offset) {
    return givenUp.stream().anyMatch(each -> each.contains(offset));
  }
}
