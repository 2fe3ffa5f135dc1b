package io.loyalty.ingestion.source.sqs.call;

/** Counts the calls of a queue. Thread-safe. */
@FunctionalInterface
public interface CallMeter {
  /**
   * Counts a call.
   *
   * @param call {@code receive} or {@code delete}
   * @param directly whether it was made without the SDK's stages
   */
  void made(String call, boolean directly);
}
