package io.loyalty.consumption.replay;

import io.loyalty.consumption.log.PartitionId;

/** The log is no longer the one that was to be read: the replay can never go on. */
final class LostLogException extends RuntimeException {
  private LostLogException(String message) {
    super(message);
  }

  static LostLogException madeAgain(String topic) {
    return new LostLogException(topic + " was deleted and made again");
  }

  static LostLogException cutOff(PartitionId id) {
    return new LostLogException("the log of %s was cut off before the replay's end".formatted(id));
  }
}
