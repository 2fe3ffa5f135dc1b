package io.loyalty.cli.service;

import io.loyalty.client.AccessToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the token for a command's requests. */
public final class TokenSource {
  /** The token is read from this environment variable. */
  public static final String VARIABLE = "PIPELINE_TOKEN";

  private TokenSource() {}

  /**
   * Returns the first token that is set; a blank one counts as not set.
   *
   * @param option the option of the command line
   * @param variable the environment variable
   * @param file the file with a local pipeline's own token
   * @throws RequestFailedException if the file cannot be read, or the token has invalid characters
   */
  public static Optional<AccessToken> find(
      Optional<String> option, Optional<String> variable, Optional<Path> file) {
    return token(option, "--token")
        .or(() -> token(variable, VARIABLE))
        .or(() -> file.flatMap(path -> token(read(path), path.toString())));
  }

  /** Returns the first token that is set, with the environment variable of this process. */
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
