package io.loyalty.ingestion.api;

import org.springframework.http.HttpStatus;

/** A request is not answered; the message says in one sentence why. */
final class RequestRefusedException extends RuntimeException {
  private final transient HttpStatus status;

  RequestRefusedException(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }
}
