package io.loyalty.consumption.batch;

/** Describes an unexpected fault of the load without data of any record. */
public final class UnexpectedFault {
  private UnexpectedFault() {}

  /**
   * Describes the fault in one sentence with its type and location only, because its own message
   * may contain data of a record.
   *
   * @param doing the action that failed, such as "decoding the record at offset 7"
   */
  public static String reason(String doing, Throwable fault) {
    StackTraceElement[] places = fault.getStackTrace();
    return "unexpected %s while %s, at %s"
        .formatted(
            fault.getClass().getSimpleName(),
            doing,
            places.length == 0 ? "an unknown place" : places[0]);
  }
}
