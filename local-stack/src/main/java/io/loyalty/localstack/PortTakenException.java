package io.loyalty.localstack;

/**
 * At least one port is in use by somebody else; the message names them all. Nothing was started.
 */
public final class PortTakenException extends LocalStackException {
  PortTakenException(String message) {
    super(message);
  }
}
