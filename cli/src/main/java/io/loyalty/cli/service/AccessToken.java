package io.loyalty.cli.service;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** What allows to read and to act, and where it is from. No record: it must not be printed. */
public final class AccessToken {
  /** The environment variable that a token is taken from. */
  public static final String VARIABLE = "PIPELINE_TOKEN";

  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

  private final String value;
  private final String source;

  private AccessToken(String value, String source) {
    this.value = value;
    this.source = source;
  }

  /**
   * The first there is; one that is blank is none.
   *
   * @param option what the command line says
   * @param variable what the environment says
   * @param file where a local pipeline keeps its own
   * @throws RequestFailedException if it can't be read, or has what no token has
   */
  public static Optional<AccessToken> find(
      Optional<String> option, Optional<String> variable, Optional<Path> file) {
    return token(option, "--token")
        .or(() -> token(variable, VARIABLE))
        .or(() -> file.flatMap(path -> token(read(path), path.toString())));
  }

  private static Optional<AccessToken> token(Optional<String> value, String source) {
    Optional<String> stripped = value.map(String::strip).filter(text -> !text.isEmpty());
    if (stripped.isPresent() && !VISIBLE.matcher(stripped.get()).matches()) {
      throw new RequestFailedException(
          "The token of %s is no token: it has blanks or letters beyond ASCII.".formatted(source));
    }
    return stripped.map(text -> new AccessToken(text, source));
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new RequestFailedException("%s can't be read: %s".formatted(file, e.getMessage()), e);
    }
  }

  String header() {
    return "Bearer " + value;
  }

  /** Where it is from, without the token itself. */
  @Override
  public String toString() {
    return "the token of " + source;
  }
}
