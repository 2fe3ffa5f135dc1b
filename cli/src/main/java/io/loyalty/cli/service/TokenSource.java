package io.loyalty.cli.service;

import io.loyalty.client.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the token that a command asks with. */
public final class TokenSource {
  /** The environment variable that a token is taken from. */
  public static final String VARIABLE = "PIPELINE_TOKEN";

  private TokenSource() {}

  /**
   * The first there is; one that is blank is none.
   *
   * @param option the option of the command line
   * @param variable the environment variable
   * @param file where a local pipeline keeps its own token
   * @throws RequestFailedException if it can't be read, or has characters that no token has
   */
  public static Optional<AccessToken> find(
      Optional<String> option, Optional<String> variable, Optional<Path> file) {
    return token(option, "--token")
        .or(() -> token(variable, VARIABLE))
        .or(() -> file.flatMap(path -> token(read(path), path.toString())));
  }

  /** The same with the environment variable of this process. */
  public static Optional<AccessToken> find(Optional<String> option, Optional<Path> file) {
    return find(option, Optional.ofNullable(System.getenv(VARIABLE)), file);
  }

  private static Optional<AccessToken> token(Optional<String> value, String source) {
    try {
      return value
          .map(String::strip)
          .filter(text -> !text.isEmpty())
          .map(text -> new AccessToken(text, source));
    } catch (IllegalArgumentException e) {
      throw new RequestFailedException(e.getMessage(), e);
    }
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new RequestFailedException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }
}
