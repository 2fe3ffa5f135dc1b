package io.loyalty.localstack;

import java.nio.file.Path;

/** Holds a second broker, which is created at its first start. Thread-safe. */
final class SecondBroker {
  private final Broker first;
  private final Path directory;
  private Broker broker;
  private PartSwitch onOff;

  SecondBroker(Broker first, Path directory) {
    this.first = first;
    this.directory = directory;
  }

  /** Starts the broker and returns its id. */
  synchronized int start() {
    if (broker == null) {
      broker = first.second(directory, PortCheck.settle(Ports.free()).kafka());
      onOff = new PartSwitch(broker);
    }
    onOff.on();
    return broker.id();
  }

  synchronized void stop() {
    if (onOff != null) {
      onOff.off();
    }
  }
}
