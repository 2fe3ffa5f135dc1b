package io.loyalty.consumption.load;

import io.loyalty.consumption.batch.UnexpectedFault;

/**
 * Why nothing of a partition is loaded.
 *
 * @param code the kind
 * @param reason in one sentence
 */
public record Hold(HoldCode code, String reason) {

  /** An unexpected fault. */
  static Hold unexpected(String doing, Throwable fault) {
    return new Hold(HoldCode.UNEXPECTED_FAULT, UnexpectedFault.reason(doing, fault));
  }
}
