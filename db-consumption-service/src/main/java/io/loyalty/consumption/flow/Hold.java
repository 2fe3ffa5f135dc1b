package io.loyalty.consumption.flow;

/**
 * Why nothing of a partition is loaded.
 *
 * @param code the kind
 * @param reason in one sentence
 */
record Hold(HoldCode code, String reason) {

  /**
   * A fault that nobody foresaw. Its own text may hold data of a record: only its kind and place
   * are told.
   */
  static Hold unexpected(String doing, Throwable fault) {
    StackTraceElement[] places = fault.getStackTrace();
    return new Hold(
        HoldCode.UNEXPECTED_FAULT,
        "unexpected %s while %s, at %s"
            .formatted(
                fault.getClass().getSimpleName(),
                doing,
                places.length == 0 ? "an unknown place" : places[0]));
  }
}
