package io.loyalty.schemas.registry;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;

/**
 * Holds the credentials and certificates for requests to the registry. It is no record, because it
 * must not be printed. Immutable.
 */
public final class RegistryAccess {
  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]+");

  private final Optional<String> authorization;
  private final Optional<SSLContext> tls;

  private RegistryAccess(Optional<String> authorization, Optional<SSLContext> tls) {
    this.authorization = authorization;
    this.tls = tls;
  }

  /** Returns access without credentials, which trusts the JVM's default certificates. */
  public static RegistryAccess anonymous() {
    return new RegistryAccess(Optional.empty(), Optional.empty());
  }

  /**
   * Returns access with basic authentication (RFC 7617) added.
   *
   * @throws IllegalArgumentException if the username cannot be sent in a header
   */
  public RegistryAccess withBasic(String username, String password) {
    if (username.isEmpty() || username.contains(":")) {
      throw new IllegalArgumentException(
          "the registry's username is empty or has a colon, which basic authentication can't send");
    }
    String both = username + ":" + password;
    return new RegistryAccess(
        Optional.of(
            "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8))),
        tls);
  }

  /**
   * Returns access with a bearer token (RFC 6750) added.
   *
   * @throws IllegalArgumentException if the token cannot be sent in a header
   */
  public RegistryAccess withBearer(String token) {
    if (!VISIBLE.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "the registry's token is empty, or has blanks or letters beyond ASCII");
    }
    return new RegistryAccess(Optional.of("Bearer " + token), tls);
  }

  /**
   * Returns access that uses the trusted certificates and the client certificate of the SSL
   * context.
   */
  public RegistryAccess withTls(SSLContext context) {
    return new RegistryAccess(authorization, Optional.of(context));
  }

  /**
   * Checks that these settings can be used with the registry at this URL.
   *
   * @throws IllegalArgumentException if certificates are given for a connection without TLS
   */
  void check(URI url) {
    if (tls.isPresent() && !"https".equalsIgnoreCase(url.getScheme())) {
      throw new IllegalArgumentException(
          "the registry has an SSL bundle, but its URL does not begin with https:// (%s)"
              .formatted(url));
    }
  }

  Optional<String> authorization() {
    return authorization;
  }

  Optional<SSLContext> tls() {
    return tls;
  }

  /** Returns only the kind of the credentials. */
  @Override
  public String toString() {
    return authorization.map(each -> each.substring(0, each.indexOf(' '))).orElse("anonymous")
        + (tls.isPresent() ? ", own certificates" : "");
  }
}
