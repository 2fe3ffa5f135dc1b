package io.loyalty.consumption.topic;

/** The brokers did not do what they were asked. Transient: wait and try again. */
public final class TopicUnavailableException extends RuntimeException {
  /** Says what did not answer. */
  public TopicUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
