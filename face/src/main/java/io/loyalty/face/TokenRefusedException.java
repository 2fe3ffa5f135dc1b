package io.loyalty.face;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;

/** A token is not accepted; the message says in one sentence why. */
final class TokenRefusedException extends AuthenticationException {
  private static final long serialVersionUID = 1L;

  private final HttpStatus status;

  TokenRefusedException(String message) {
    super(message);
    this.status = HttpStatus.UNAUTHORIZED;
  }

  /** Nobody can tell now whether the token is good. */
  TokenRefusedException(String message, Throwable cause) {
    super(message, cause);
    this.status = HttpStatus.SERVICE_UNAVAILABLE;
  }

  HttpStatus status() {
    return status;
  }
}
