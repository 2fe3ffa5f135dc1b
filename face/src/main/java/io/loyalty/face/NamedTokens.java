package io.loyalty.face;

import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds the accepted tokens. Immutable. */
final class NamedTokens {
  /** A shorter token could be guessed despite its hash. */
  static final int LEAST_LENGTH = 32;

  private final List<NamedToken> tokens;

  private NamedTokens(List<NamedToken> tokens) {
    this.tokens = tokens;
  }

  /** Parses the configured entries; {@code key} is their configuration key. */
  static NamedTokens parse(String key, List<String> entries) {
    List<NamedToken> tokens =
        entries.stream()
            .filter(entry -> !entry.isBlank())
            .map(entry -> NamedToken.parse(key, entry))
            .toList();
    Set<String> names = new HashSet<>();
    Set<String> hashes = new HashSet<>();
    for (NamedToken token : tokens) {
      if (!names.add(token.name())) {
        throw new InvalidApiSettingsException(
            "The name %s stands twice in %s; give each token a name of its own."
                .formatted(token.name(), key));
      }
      if (!hashes.add(token.sha256())) {
        throw new InvalidApiSettingsException(
            "%s in %s has the hash of another name; give each name a token of its own."
                .formatted(token.name(), key));
      }
    }
    return new NamedTokens(tokens);
  }

  boolean isEmpty() {
    return tokens.isEmpty();
  }

  List<String> names() {
    return tokens.stream()
        .map(
            each ->
                "%s (%s%s)"
                    .formatted(
                        each.name(), each.role(), each.onBehalf() ? ", on behalf of others" : ""))
        .toList();
  }

  /** Compares the token with every hash, so that the time does not reveal which one matches. */
  Optional<NamedToken> find(String presented) {
    if (presented.length() < LEAST_LENGTH) {
      return Optional.empty();
    }
    byte[] hash = TokenHash.bytes(presented);
    NamedToken found = null;
    for (NamedToken each : tokens) {
      if (MessageDigest.isEqual(each.hash(), hash)) {
        found = each;
      }
    }
    return Optional.ofNullable(found);
  }
}
