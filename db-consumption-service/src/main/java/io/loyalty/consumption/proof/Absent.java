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
 * Holds what is missing of a partition in the table or the ledger, although the live load has
 * passed it.
 *
 * @param lost offsets that retention deleted before they were loaded, and that no operator gave up
 * @param unledgered offsets that are in the log but not in the ledger
 * @param gaps ranges that are missing in the ledger
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
    // Offsets that were given up before anything was loaded are in no gap.
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

  /** Returns whether retention has dropped the row with this key. */
  boolean isExpired(TableContract table, RecordKey key) {
    int place = table.key().indexOf("occurred_at");
    if (place < 0 || expired.isEmpty()) {
      return false;
    }
    Instant occurredAt = (Instant) key.values().get(place);
    return expired.stream().anyMatch(days -> days.contains(occurredAt));
  }

  boolean isGivenUp(long offset) {
    return givenUp.stream().anyMatch(each -> each.contains(offset));
  }

  boolean isInGap(long offset) {
    return gaps.stream().anyMatch(each -> each.contains(offset));
  }
}
