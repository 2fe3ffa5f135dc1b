package io.loyalty.console.login;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Checks the token of the link that signs in once. Thread-safe. */
@Component
class OneTimeLink {
  private static final int LEAST = 32;

  private final OneTimeLinkProperties properties;
  private final Clock clock;

  OneTimeLink(OneTimeLinkProperties properties, Clock clock) {
    this.properties = properties;
    this.clock = clock;
  }

  /** Returns the name under which the visitor of the link acts. */
  String name() {
    return properties.name();
  }

  /** Returns whether this is the token, and deletes it: of several requests, one succeeds. */
  boolean takes(String token) {
    Path file = properties.tokenFile();
    if (file == null) {
      return false;
    }
    try {
      byte[] valid = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
      Instant written = Files.getLastModifiedTime(file).toInstant();
      if (valid.length < LEAST
          || !MessageDigest.isEqual(valid, token.getBytes(StandardCharsets.UTF_8))) {
        return false;
      }
      Files.delete(file);
      return clock.instant().isBefore(written.plus(properties.valid()));
    } catch (IOException takenOrUnreadable) {
      return false;
    }
  }
}
