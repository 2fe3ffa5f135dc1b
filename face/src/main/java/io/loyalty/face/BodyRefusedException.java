package io.loyalty.face;

import java.time.Duration;
import org.springframework.http.HttpStatus;

/** Signals a body that is larger or slower than allowed; the message states the limit. */
public final class BodyRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;

  private BodyRefusedException(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  static BodyRefusedException tooLong(long maxBytes) {
    return new BodyRefusedException(
        HttpStatus.CONTENT_TOO_LARGE,
        "the body is longer than %d bytes; send less at once".formatted(maxBytes));
  }

  static BodyRefusedException tooSlow(Duration maxTime) {
    return new BodyRefusedException(
        HttpStatus.REQUEST_TIMEOUT,
        "the body was not there after %d s; send it faster".formatted(maxTime.toSeconds()));
  }

  /** Returns the HTTP status of the response. */
  public HttpStatus status() {
    return status;
  }
}
