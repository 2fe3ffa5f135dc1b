package io.loyalty.ingestion.flow;

/** Describes an unexpected fault by its class and location: its message may contain event data. */
final class FaultLocation {
  private FaultLocation() {}

  static String of(Throwable fault) {
    StackTraceElement[] frames = fault.getStackTrace();
    return "%s at %s"
        .formatted(
            fault.getClass().getName(), frames.length == 0 ? "an unknown location" : frames[0]);
  }
}
