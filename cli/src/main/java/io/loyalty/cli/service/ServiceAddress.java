package io.loyalty.cli.service;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;

/**
 * Where a service is.
 *
 * @param base its address, which may have a path of its own
 * @param tls whom to trust there; empty: whom Java trusts
 */
public record ServiceAddress(URI base, Optional<SSLContext> tls) {
  /** One that shows a certificate that Java trusts, or none. */
  public ServiceAddress(URI base) {
    this(base, Optional.empty());
  }

  /**
   * Checks the address.
   *
   * @throws RequestFailedException if it is not one of HTTP, or holds more than a place
   */
  public ServiceAddress {
    if (base.getRawUserInfo() != null) {
      throw new RequestFailedException(
          "The address of %s may hold no user and no query.".formatted(base.getHost()));
    }
    boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    if (!http || base.getHost() == null) {
      throw new RequestFailedException(
          "%s is no address of a service; write it like http://localhost:8082".formatted(base));
    }
    if (base.getRawQuery() != null) {
      throw new RequestFailedException(
          "The address of %s may hold no user and no query.".formatted(base.getHost()));
    }
  }

  /** A client that trusts what is to be trusted there. */
  HttpClient client(Duration connectTimeout) {
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(connectTimeout);
    tls.ifPresent(client::sslContext);
    return client.build();
  }

  URI at(String path) {
    return URI.create(base.toString().replaceFirst("/+$", "") + path);
  }

  URI at(String path, Map<String, Optional<String>> query) {
    String text =
        query.entrySet().stream()
            .filter(entry -> entry.getValue().isPresent())
            .map(entry -> entry.getKey() + "=" + escaped(entry.getValue().get()))
            .sorted()
            .collect(Collectors.joining("&"));
    return at(text.isEmpty() ? path : path + "?" + text);
  }

  /** The text as one segment of a path, or one value of a query. */
  static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
