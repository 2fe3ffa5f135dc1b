package io.loyalty.consumption.topic;

/** Signals that a request to the brokers failed. The fault is transient: wait and retry. */
public class TopicUnavailableException extends RuntimeException {
  /** Creates the exception; the message names what did not respond. */
  public TopicUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
