package io.loyalty.ingestion.source.sqs.call;

/**
 * A message as SQS hands it out; what SQS did not say is null.
 *
 * @param id the queue's id of the message
 * @param handle what the queue wants back to delete it
 * @param body its text in UTF-8
 * @param receiveCount {@code ApproximateReceiveCount}
 * @param sentTimestamp {@code SentTimestamp}, in milliseconds since 1970
 * @param group {@code MessageGroupId}
 * @param traceParent the text of the message attribute {@value #TRACE_PARENT}
 * @param traceState the text of the message attribute {@value #TRACE_STATE}
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy per message would be waste
public record ReceivedMessage(
    String id,
    String handle,
    byte[] body,
    String receiveCount,
    String sentTimestamp,
    String group,
    String traceParent,
    String traceState) {
  /** Name of the message attribute with the sender's trace, as W3C Trace Context has it. */
  public static final String TRACE_PARENT = "traceparent";

  /** Name of the message attribute that goes with it. */
  public static final String TRACE_STATE = "tracestate";
}
