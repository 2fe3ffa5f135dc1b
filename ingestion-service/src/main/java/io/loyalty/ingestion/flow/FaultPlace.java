package io.loyalty.ingestion.flow;

/**
 * Names a fault that nobody foresaw by its kind and place: its own text may hold data of an event.
 */
final class FaultPlace {
  private FaultPlace() {}

  static String of(Throwable fault) {
    StackTraceElement[] places = fault.getStackTrace();
    return "%s at %s"
        .formatted(fault.getClass().getName(), places.length == 0 ? "an unknown place" : places[0]);
  }
}
