package io.loyalty.client;

import java.net.URI;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Tells where a service is.
 *
 * @param base its address, which may have a path of its own
 * @param tls whom to trust there and which certificate to show, such as of {@link
 *     TrustedCertificates} or of an SSL bundle; empty: whom Java trusts
 */
public record ServiceAddress(URI base, Optional<SSLContext> tls) {
  /** One that shows a certificate that Java trusts, or none. */
  public ServiceAddress(URI base) {
    this(base, Optional.empty());
  }

  /**
   * Checks the address.
   *
   * @throws IllegalArgumentException if it is not one of HTTP, or has a user or a query
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

  /** Returns the address that paths are appended to. */
  String prefix() {
    return base.toString().replaceFirst("/+$", "");
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
