package io.loyalty.consumption.recovery;

import java.util.UUID;

/** Signals that there is no redrive or preview of an id. */
public final class UnknownRedriveException extends RuntimeException {
  UnknownRedriveException(UUID id) {
    super("there is no redrive or preview " + id);
  }
}
