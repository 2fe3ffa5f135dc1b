package io.loyalty.stream.compare;

/** Signals that more is asked for than is compared at once; the message is one sentence. */
public final class TooManyResultsException extends RuntimeException {
  TooManyResultsException(String topic, long results, long most) {
    super(
        "%s has %d results in this time, and at most %d are compared at once; choose a shorter one"
            .formatted(topic, results, most));
  }
}
