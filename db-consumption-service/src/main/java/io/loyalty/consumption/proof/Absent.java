package io.loyalty.consumption.proof;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.table.TableContract;
import io.loyalty.consumption.warehouse.proof.ExpiredDays;
import io.loyalty.consumption.warehouse.proof.GivenUp;
import io.loyalty.consumption.warehouse.proof.LedgerGap;
import io.loyalty.consumption.warehouse.proof.PartitionAccount;
import io.loyalty.consumption.warehouse.proof.TopicAccount;
import java.time.Instant;
import java.util.List;

/**
 * What of a partition is not in the table or not in the ledger, although the live load has passed
 * it.
 *
 * @param lost offsets that were deleted from the log before they were loaded, and that were not
 *     given up
 * @param unledgered offsets that are in the log, and that the ledger says nothing of
 * @param gaps where the ledger says nothing
 * @param givenUp offsets that an operator decided not to load
 * @param expired days whose rows retention has dropped
 */
record Absent(
    long lost,
    long unledgered,
    List<LedgerGap> gaps,
    List<GivenUp> givenUp,
    List<ExpiredDays> expired) {
  static Absent of(LogBounds log, PartitionAccount account, TopicAccount topic) {
    List<LedgerGap> gaps = topic.gaps().getOrDefault(account.partition(), List.of());
    Absent unread =
        new Absent(
            0,
            0,
            gaps,
            topic.givenUp().getOrDefault(account.partition(), List.of()),
            topic.expired());
    long gone = gaps.stream().mapToLong(gap -> gap.before(log.start())).sum();
    long neverRead = gone + Math.max(0, log.start() - account.nextOffset());
    // What was given up before anything was loaded is in no gap.
    long given = unread.givenUpBefore(log.start()) - unread.givenUpBefore(account.first());
    long inLog = gaps.stream().mapToLong(LedgerGap::offsets).sum() - gone;
    long givenInLog = unread.givenUpBefore(Long.MAX_VALUE) - unread.givenUpBefore(log.start());
    return new Absent(
        Math.max(0, neverRead - Math.max(0, given)),
        Math.max(0, inLog - givenInLog),
        gaps,
        unread.givenUp(),
        unread.expired());
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

  boolean isInGap(long offset) {
    return gaps.stream().anyMatch(each -> each.contains(offset));
  }
}
