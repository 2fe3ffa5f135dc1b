package io.loyalty.face;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;

/** Signals a token that is not accepted; the message states the reason in one sentence. */
final class TokenRefusedException extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;

  TokenRefusedException(String message) {
    super(message);
    this.status = HttpStatus.UNAUTHORIZED;
  }

  /** Signals that the token cannot be verified at the moment. */
  TokenRefusedException(String message, Throwable cause) {
    super(message, cause);
    this.status = HttpStatus.SERVICE_UNAVAILABLE;
  }

  HttpStatus status() {
    return status;
  }
}
