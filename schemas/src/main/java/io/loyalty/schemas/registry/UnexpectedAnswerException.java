package io.loyalty.schemas.registry;

/**
 * What answered is not a schema registry, or not as one: a redirect, a page of a proxy, a body that
 * can't be read, a status that the API does not have. At start this is a wrong address; later it is
 * waited for like any other registry that is unavailable.
 */
public final class UnexpectedAnswerException extends RegistryUnavailableException {
  UnexpectedAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
