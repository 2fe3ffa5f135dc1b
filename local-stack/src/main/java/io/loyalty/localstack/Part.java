package io.loyalty.localstack;

/** Runs one server of the stack. Not thread-safe: its {@link PartSwitch} is. */
interface Part {

  /** Returns once clients are served; a failed start leaves nothing running. */
  void start();

  /** Returns once the process or the port is gone and the data are on disk. */
  void stop();
}
