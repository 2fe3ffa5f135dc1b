package io.loyalty.consumption.load;

import io.loyalty.consumption.batch.UnexpectedFault;
import io.loyalty.consumption.topic.LeaderlessPartitionException;

/**
 * Why nothing of a partition is loaded.
 *
 * @param code the kind
 * @param reason in one sentence
 */
public record Hold(HoldCode code, String reason) {

  /** No leader of the partition answers. */
  static Hold leaderless() {
    return new Hold(
        HoldCode.NO_LEADER,
        "no leader of the partition answers; " + LeaderlessPartitionException.REMEDY);
  }

  /** An unexpected fault. */
  static Hold unexpected(String doing, Throwable fault) {
    return new Hold(HoldCode.UNEXPECTED_FAULT, UnexpectedFault.reason(doing, fault));
  }
}
