package io.loyalty.cli.process;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** Makes links that sign in to the console of a local pipeline; each works once. */
public final class ConsoleLink {
  private ConsoleLink() {}

  /**
   * Makes a link, which replaces the one before.
   *
   * @param console the address of the console
   */
  public static URI make(DataDirectory directory, URI console) {
    Path file = directory.consoleLink();
    String token = MadeToken.random();
    try {
      LocalToken.write(token, file);
    } catch (IOException e) {
      throw new StartFailedException(
          "The link to the console can't be written to %s: %s".formatted(file, e.getMessage()), e);
    }
    return URI.create(console + "/login/once?token=" + token);
  }
}
