package io.loyalty.ingestion.source.sqs.call;

/** Counts the calls of a queue. Thread-safe. */
@FunctionalInterface
public interface CallMeter {
  /** Names the call that receives messages. */
  String RECEIVE = "receive";

  /** Names the call that deletes messages. */
  String DELETE = "delete";

  /**
   * Counts a call.
   *
   * @param call {@link #RECEIVE} or {@link #DELETE}
   * @param directly whether it was made without the SDK's stages
   */
  void made(String call, boolean directly);
}
