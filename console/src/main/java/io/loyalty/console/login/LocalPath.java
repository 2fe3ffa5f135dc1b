package io.loyalty.console.login;

import java.net.URI;
import java.util.Optional;

/** Reduces addresses to paths of the console, so that a sign-in never leads to another host. */
final class LocalPath {
  private LocalPath() {}

  /** Returns the path and query of an address; empty if they could lead out of the console. */
  static Optional<String> of(String address) {
    URI parsed;
    try {
      parsed = URI.create(address);
    } catch (IllegalArgumentException notAnAddress) {
      return Optional.empty();
    }
    String path = parsed.getRawPath();
    // A browser reads "//host" and "/\host" as another host.
    if (path == null || !path.startsWith("/") || path.startsWith("//") || path.contains("\\")) {
      return Optional.empty();
    }
    return Optional.of(parsed.getRawQuery() == null ? path : path + "?" + parsed.getRawQuery());
  }
}
