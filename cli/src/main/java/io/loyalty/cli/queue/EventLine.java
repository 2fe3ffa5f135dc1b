package io.loyalty.cli.queue;

/**
 * One line of an NDJSON source: the body of one message, whatever it holds.
 *
 * @param number counted from 1, blank lines included
 * @param body the text; empty if it can't be sent
 * @param bytes length of the body in UTF-8
 * @param fault why it can't be sent; empty if it can
 */
public record EventLine(long number, String body, int bytes, String fault) {
  /** What SQS takes in one message, and in one batch. */
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
