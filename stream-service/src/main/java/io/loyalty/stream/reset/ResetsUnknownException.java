package io.loyalty.stream.reset;

import org.jspecify.annotations.Nullable;

/**
 * Signals that it is not known yet which resets there were; the cause is what Kafka's client says,
 * if it has failed.
 */
public final class ResetsUnknownException extends RuntimeException {
  ResetsUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
