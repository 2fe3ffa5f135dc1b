package io.loyalty.ingestion.source.sqs.call;

/**
 * Is a message as SQS returns it; missing values are null.
 *
 * @param id the queue's id of the message
 * @param handle the receipt handle that deletes it
 * @param body the text in UTF-8
 * @param receiveCount {@code ApproximateReceiveCount}
 * @param sentTimestamp {@code SentTimestamp}, in milliseconds since 1970
 * @param group {@code MessageGroupId}
 * @param traceParent the text of the message attribute {@value #TRACE_PARENT}
 * @param traceState the text of the message attribute {@value #TRACE_STATE}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; a copy per message would be waste
public record ReceivedMessage(
    String id,
    String handle,
    byte[] body,
    String receiveCount,
    String sentTimestamp,
    String group,
    String traceParent,
    String traceState) {
  /** Is the name of the message attribute with the sender's trace, after W3C Trace Context. */
  public static final String TRACE_PARENT = "traceparent";

  /** Is the name of the message attribute with the state of the trace. */
  public static final String TRACE_STATE = "tracestate";
}
