package io.loyalty.ingestion.source.sqs.call;

/** Counts the calls of a queue. Thread-safe. */
@FunctionalInterface
public interface CallMeter {
  /**
   * A call was made.
   *
   * @param call {@code receive} or {@code delete}
   * @param directly whether it was made past the SDK's stages
   */
  void made(String call, boolean directly);
}
