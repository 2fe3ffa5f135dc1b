package io.loyalty.consumption.flow;

import io.loyalty.consumption.deadletter.UnexpectedFault;

/**
 * Why nothing of a partition is loaded.
 *
 * @param code the kind
 * @param reason in one sentence
 */
record Hold(HoldCode code, String reason) {

  /** A fault that nobody foresaw. */
  static Hold unexpected(String doing, Throwable fault) {
    return new Hold(HoldCode.UNEXPECTED_FAULT, UnexpectedFault.reason(doing, fault));
  }
}
