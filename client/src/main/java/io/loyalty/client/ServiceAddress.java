package io.loyalty.client;

import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Holds the address of a service.
 *
 * @param base the base URI, which may include a path
 * @param tls the trusted certificates and the client certificate, such as of {@link
 *     TrustedCertificates} or of an SSL bundle; empty: the JVM's defaults
 */
public record ServiceAddress(URI base, Optional<SSLContext> tls) {
  /** Creates an address that uses the JVM's default trust. */
  public ServiceAddress(URI base) {
    this(base, Optional.empty());
  }

  /**
   * Validates the address.
   *
   * @throws IllegalArgumentException if it is no HTTP or HTTPS address, or contains a user or a
   *     query
   */
  public ServiceAddress {
    if (base.getRawUserInfo() != null || (isHttp(base) && base.getRawQuery() != null)) {
      throw new IllegalArgumentException(
          "The address of %s may hold no user and no query.".formatted(base.getHost()));
    }
    if (!isHttp(base)) {
      throw new IllegalArgumentException(
          "%s is no address of a service; write it like http://localhost:8082".formatted(base));
    }
  }

  private static boolean isHttp(URI base) {
    boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    return http && base.getHost() != null;
  }

  /** Returns the prefix that paths are appended to. */
  String prefix() {
    return base.toString().replaceFirst("/+$", "");
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
