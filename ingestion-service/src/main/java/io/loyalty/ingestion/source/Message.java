package io.loyalty.ingestion.source;

import java.util.Map;

/**
 * Is a message as its source delivered it.
 *
 * @param receipt settles the message
 * @param group the group, whose messages are settled in the order of the queue; null if it has none
 * @param body the bytes, which must not be changed
 * @param trace the W3C trace context of the sender ({@code traceparent}, {@code tracestate}); empty
 *     if it sent none
 * @param redrive how the message comes back as a dead letter; null for live traffic
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy per message would be waste
public record Message(
    Receipt receipt, String group, byte[] body, Map<String, String> trace, Redrive redrive) {
  /** Creates a message of live traffic. */
  public Message(Receipt receipt, String group, byte[] body, Map<String, String> trace) {
    this(receipt, group, body, trace, null);
  }

  /** Returns the same message with another body. */
  public Message with(byte[] other) {
    return new Message(receipt, group, other, trace, redrive);
  }
}
