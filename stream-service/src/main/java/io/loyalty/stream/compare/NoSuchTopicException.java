package io.loyalty.stream.compare;

/** Signals that a topic is not there. */
public final class NoSuchTopicException extends RuntimeException {
  NoSuchTopicException(String topic) {
    super(
        "there is no topic %s; has a service with this stream.version run this stage?"
            .formatted(topic));
  }
}
