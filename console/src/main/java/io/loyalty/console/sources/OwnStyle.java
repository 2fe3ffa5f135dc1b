package io.loyalty.console.sources;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * Allows a page its own style sheet, by the hash of it, and nothing else: no script, form, picture
 * or frame, not even those of the console.
 */
final class OwnStyle {
  private static final String BEGIN = "<style>";

  private OwnStyle() {}

  /** Returns the Content-Security-Policy of a page whose only style sheet is in its head. */
  static String policy(String html) {
    int begin = html.indexOf(BEGIN) + BEGIN.length();
    String style = html.substring(begin, html.indexOf("</style>", begin));
    return ("default-src 'none'; style-src 'sha256-%s'; sandbox; base-uri 'none'; form-action"
            + " 'none'; frame-ancestors 'none'")
        .formatted(hash(style));
  }

  private static String hash(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JVM has SHA-256.", e);
    }
  }
}
