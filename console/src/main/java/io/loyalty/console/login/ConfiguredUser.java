package io.loyalty.console.login;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes a user of the configuration: {@code name:role:bcrypt}. */
record ConfiguredUser(String name, Role role, String hash) {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?<name>[A-Za-z0-9._@-]{1,64}):(?<role>read|act):(?<hash>\\$2[aby]\\$\\d\\d\\$[./A-Za-z0-9]{53})");

  /**
   * Reads an entry.
   *
   * @throws InvalidSettingsException if it is none; the message does not repeat it
   */
  static ConfiguredUser of(String entry) {
    Matcher parts = ENTRY.matcher(entry.strip());
    if (!parts.matches()) {
      throw new InvalidSettingsException(
          "An entry of console.users is not name:role:hash, where the name has up to 64 letters, digits or . _ @ -, the role is read or act, and the hash is one of bcrypt.");
    }
    return new ConfiguredUser(
        parts.group("name"),
        Role.valueOf(parts.group("role").toUpperCase(Locale.ROOT)),
        parts.group("hash"));
  }

  /** Returns the cost of the hash, as bcrypt writes it: a power of two. */
  int cost() {
    return Integer.parseInt(hash.substring(4, 6));
  }

  /** Leaves the hash out. */
  @Override
  public String toString() {
    return name + " (" + role + ")";
  }
}
