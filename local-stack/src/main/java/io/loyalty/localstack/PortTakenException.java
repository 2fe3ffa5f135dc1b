package io.loyalty.localstack;

/**
 * Signals that other processes use at least one of the ports; the message names them all. No part
 * was started.
 */
public final class PortTakenException extends LocalStackException {
  PortTakenException(String message) {
    super(message);
  }
}
