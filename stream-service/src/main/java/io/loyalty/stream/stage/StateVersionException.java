package io.loyalty.stream.stage;

/** Signals state that another version of the stage has written: a broken set-up. */
public final class StateVersionException extends RuntimeException {
  StateVersionException(String topic) {
    super(
        "the state in %s is of another version of this stage: reset the stage, or start the version that wrote it"
            .formatted(topic));
  }
}
