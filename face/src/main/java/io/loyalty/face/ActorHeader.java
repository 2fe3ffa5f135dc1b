package io.loyalty.face;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.web.util.UriUtils;

/**
 * Reads the header by which an application says for whom it acts. Its value is percent-encoded
 * UTF-8, because a header can only be relied on to carry ASCII.
 */
final class ActorHeader {
  static final String NAME = "X-Actor";

  private static final Pattern ACTOR = Pattern.compile("[\\p{Graph}\\p{IsAlphabetic} ]{1,64}");

  private ActorHeader() {}

  /**
   * Returns the actor; empty without the header.
   *
   * @throws ActorRefusedException if the header names nobody
   */
  static Optional<String> of(HttpServletRequest request) {
    List<String> values = Collections.list(request.getHeaders(NAME));
    if (values.isEmpty()) {
      return Optional.empty();
    }
    String actor = values.size() == 1 ? decoded(values.get(0)) : "";
    if (actor.isBlank() || !ACTOR.matcher(actor).matches()) {
      throw new ActorRefusedException(
          "%s has 1 to 64 printable characters, as percent-encoded UTF-8, and stands once"
              .formatted(NAME));
    }
    return Optional.of(actor.strip());
  }

  private static String decoded(String value) {
    try {
      return UriUtils.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
