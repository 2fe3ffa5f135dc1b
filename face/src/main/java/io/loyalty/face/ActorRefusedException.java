package io.loyalty.face;

/** Signals that a request names nobody on whose behalf it comes; the message is one sentence. */
final class ActorRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ActorRefusedException(String message) {
    super(message);
  }
}
