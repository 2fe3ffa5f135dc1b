package io.loyalty.ingestion.api;

import org.springframework.http.HttpStatus;

/** Reports that a request is refused; the message says why in one sentence. */
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
