package io.loyalty.cli.service;

/** What is asked for can't be as things stand now. */
public final class ConflictException extends RequestFailedException {
  ConflictException(String message) {
    super(message);
  }
}
