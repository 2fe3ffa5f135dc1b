package io.loyalty.consumption.batch;

/** Describes an unexpected fault of the load without data of any record. */
public final class UnexpectedFault {
  private UnexpectedFault() {}

  /**
   * Returns the fault in one sentence. Its own text may hold data of a record: only its kind and place are told.
   *
   * @param doing what the load was doing, such as "decoding the record at offset 7"
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
