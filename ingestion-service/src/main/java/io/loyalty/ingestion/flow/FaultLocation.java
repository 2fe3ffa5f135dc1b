package io.loyalty.ingestion.flow;

/** Describes an unexpected fault by its class and location: its message may contain event data. */
final class FaultLocation {
  private FaultLocation() {}

  static String of(Throwable fault) {
    StackTraceElement[] places = fault.getStackTrace();
    return "%s at %s"
        .formatted(fault.getClass().getName(), places.length == 0 ? "an unknown place" : places[0]);
  }
}
