package io.loyalty.consumption.proof;

import io.loyalty.consumption.log.LogBounds;
import io.loyalty.consumption.log.LogRange;
import io.loyalty.consumption.log.PartitionId;
import io.loyalty.consumption.warehouse.proof.PartitionAccount;

/**
 * Combines a partition's log in Kafka with the warehouse's account of the same log.
 *
 * @param id the partition
 * @param log the bounds of the log in Kafka
 * @param account the offsets in the warehouse
 * @param absent the offsets missing in the warehouse
 */
record LoadedLog(PartitionId id, LogBounds log, PartitionAccount account, Absent absent) {
  /** Returns whether counts alone show that each record has an outcome that still exists. */
  boolean isBalanced() {
    return account.first() <= log.start()
        && !isCutOff()
        && absent.unledgered() == 0
        && account.isBalanced();
  }

  /** Returns whether the log was truncated, so that other records may stand at loaded offsets. */
  boolean isCutOff() {
    return account.span().cutBefore() > log.start();
  }

  /** Returns the offset up to which the log can be compared. */
  long end() {
    return Math.max(log.start(), Math.min(account.nextOffset(), log.end()));
  }

  /** Returns how many rows may belong to records that are no longer in the log. */
  long gone() {
    return isCutOff()
        ? account.nextOffset() - account.first()
        : Math.max(0, Math.min(log.start(), account.nextOffset()) - account.first());
  }

  LogRange range() {
    return new LogRange(id.partition(), log.topicId(), log.start(), end());
  }
}
