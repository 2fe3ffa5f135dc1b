package io.loyalty.ingestion.flow;

/** Names an unexpected fault by its class and place: its own text may hold data of an event. */
final class FaultLocation {
  private FaultLocation() {}

  static String of(Throwable fault) {
    StackTraceElement[] places = fault.getStackTrace();
    return "%s at %s"
        .formatted(fault.getClass().getName(), places.length == 0 ? "an unknown place" : places[0]);
  }
}
