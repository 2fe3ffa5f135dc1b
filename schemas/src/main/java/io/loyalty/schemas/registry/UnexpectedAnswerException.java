package io.loyalty.schemas.registry;

/**
 * Signals a response that no schema registry gives: a redirect, a proxy's page, an unreadable body
 * or a status that the API does not define. At start this means a wrong address; later the client
 * retries as for any unavailable registry.
 */
public final class UnexpectedAnswerException extends RegistryUnavailableException {
  UnexpectedAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
