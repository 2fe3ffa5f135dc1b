package io.loyalty.cli.service;

import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceConnection;
import io.loyalty.client.ServiceException;
import io.loyalty.client.Timeouts;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads whether a local console answers. Thread-safe. */
public final class ConsoleState implements Supplier<String> {
  private final ServiceConnection console;

  /** Reads the state of the console at the given address. */
  public ConsoleState(URI address) {
    this.console =
        new ServiceConnection(
            "console", new ServiceAddress(address), Optional.empty(), Timeouts.SHORT);
  }

  /** Returns RUNNING if it shows its page to sign in; nothing if it does not. */
  @Override
  public String get() {
    try {
      return console.text("/login").isEmpty() ? "" : "RUNNING";
    } catch (ServiceException e) {
      return "";
    }
  }
}
