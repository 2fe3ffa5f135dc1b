package io.loyalty.localstack;

/** Starts and stops one part. Thread-safe. */
final class PartSwitch {
  private enum State {
    NEW,
    ON,
    OFF,
    CLOSED
  }

  private final Part part;
  private State state = State.NEW;

  PartSwitch(Part part) {
    this.part = part;
  }

  /** Starts the part at its first use; a part that was stopped on purpose stays stopped. */
  synchronized void use() {
    if (state == State.NEW || state == State.CLOSED) {
      on();
    }
  }

  synchronized void on() {
    if (state == State.CLOSED) {
      throw new LocalStackException("The local stack is closed");
    }
    if (state != State.ON) {
      part.start();
      state = State.ON;
    }
  }

  synchronized void off() {
    if (state == State.ON) {
      part.stop();
    }
    if (state != State.CLOSED) {
      state = State.OFF;
    }
  }

  synchronized void close() {
    off();
    state = State.CLOSED;
  }
}
