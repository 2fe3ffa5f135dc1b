package io.loyalty.face;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Holds the hash of an accepted token.
 *
 * @param name the holder's name; the actor in the audit log
 * @param role the role that the token grants
 * @param sha256 the hash as lower-case hexadecimal digits
 * @param onBehalf whether the holder is an application that acts for users and may name them
 */
record NamedToken(String name, Role role, String sha256, boolean onBehalf) {
  private static final String ON_BEHALF = "on-behalf";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
  private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
  private static final Pattern ONE_DIGIT = Pattern.compile("(.)\\1*");

  /** Lists example tokens and easily guessed tokens, which are refused. */
  private static final Set<String> PLACEHOLDERS =
      Stream.of(
              "",
              "replace-me",
              "change-me",
              "changeme",
              "change-me-token",
              "change-me-ingestion-token",
              "token",
              "secret",
              "password",
              "sesame",
              "open-sesame",
              "admin",
              "test",
              "example")
          .flatMap(word -> Stream.of(word, word + "\n"))
          .map(TokenHash::of)
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Parses {@code name:role:sha256}, with or without {@code :on-behalf}; {@code key} is the
   * configuration key.
   */
  static NamedToken parse(String key, String text) {
    String[] parts = text.strip().split(":", -1);
    boolean onBehalf = parts.length == 4 && parts[3].equals(ON_BEHALF);
    if (parts.length != 3 && !onBehalf) {
      throw new InvalidApiSettingsException(
          "An entry of %s is not of the form name:role:sha256 or name:role:sha256:on-behalf; './pipeline token NAME' makes one."
              .formatted(key));
    }
    String name = parts[0];
    if (!NAME.matcher(name).matches()) {
      throw new InvalidApiSettingsException(
          "A name in %s is not 1 to 64 letters, digits, and . _ @ - after the first."
              .formatted(key));
    }
    return new NamedToken(name, role(key, name, parts[1]), hash(key, name, parts[2]), onBehalf);
  }

  private static Role role(String key, String name, String word) {
    try {
      return Role.of(word);
    } catch (IllegalArgumentException e) {
      throw new InvalidApiSettingsException(
          "The role of %s in %s is neither read nor act.".formatted(name, key));
    }
  }

  private static String hash(String key, String name, String text) {
    String hash = text.toLowerCase(Locale.ROOT);
    if (!HASH.matcher(hash).matches() || ONE_DIGIT.matcher(hash).matches()) {
      throw new InvalidApiSettingsException(
          "The hash of %s in %s is not the SHA-256 of a token, 64 hexadecimal digits; './pipeline token %s' makes one."
              .formatted(name, key, name));
    }
    if (PLACEHOLDERS.contains(hash)) {
      throw new InvalidApiSettingsException(
          "The hash of %s in %s is that of a placeholder such as replace-me, which anybody could guess; './pipeline token %s' makes a token."
              .formatted(name, key, name));
    }
    return hash;
  }

  byte[] hash() {
    return HexFormat.of().parseHex(sha256);
  }
}
