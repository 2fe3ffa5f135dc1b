package io.loyalty.ingestion.source;

import java.util.Map;

/**
 * A message as it stood in the queue.
 *
 * @param receipt with which it is settled
 * @param group messages of one group are settled in the order of the queue; null if it has none
 * @param body its bytes; nobody changes them
 * @param trace W3C trace context of the sender ({@code traceparent}, {@code tracestate}), empty if
 *     it sent none
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere; a copy per message would be waste
public record Message(Receipt receipt, String group, byte[] body, Map<String, String> trace) {}
