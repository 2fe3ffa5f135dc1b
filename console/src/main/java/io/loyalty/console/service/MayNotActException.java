package io.loyalty.console.service;

/** Signals that a visitor who may only read has asked for a change. */
public final class MayNotActException extends RuntimeException {
  MayNotActException(String name) {
    super("%s may only read; ask an administrator for the role act.".formatted(name));
  }
}
