package io.loyalty.consumption.replay;

import java.util.UUID;

/** There is no such replay. */
public final class UnknownReplayException extends RuntimeException {
  UnknownReplayException(UUID id) {
    super("there is no replay " + id);
  }
}
