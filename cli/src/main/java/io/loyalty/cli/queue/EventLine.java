package io.loyalty.cli.queue;

/**
 * Holds one line of an NDJSON source: the body of one message.
 *
 * @param number counted from 1, blank lines included
 * @param body the text; empty if it cannot be sent
 * @param bytes the length of the body in UTF-8
 * @param fault why the line cannot be sent; empty if it can
 */
public record EventLine(long number, String body, int bytes, String fault) {
  /** SQS accepts at most this size in one message, and in one batch. */
  public static final int MAX_BYTES = 1024 * 1024;

  static EventLine sendable(long number, String body, int bytes) {
    return new EventLine(number, body, bytes, "");
  }

  static EventLine faulty(long number, String fault) {
    return new EventLine(number, "", 0, fault);
  }

  boolean sendable() {
    return fault.isEmpty();
  }
}
