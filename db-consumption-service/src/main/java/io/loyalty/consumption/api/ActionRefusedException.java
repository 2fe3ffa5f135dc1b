package io.loyalty.consumption.api;

import org.springframework.http.HttpStatus;

/** Who asks may not act; the message says in one sentence why. */
final class ActionRefusedException extends RuntimeException {
  private final transient HttpStatus status;

  ActionRefusedException(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }
}
