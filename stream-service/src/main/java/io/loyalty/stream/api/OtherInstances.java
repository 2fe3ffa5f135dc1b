package io.loyalty.stream.api;

import io.loyalty.stream.api.StoreView.StoreList;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks other instances for what they have, with the token of whoever asks this one. They answer
 * from their own state alone, so that no request goes round. Thread-safe.
 */
@Component
final class OtherInstances {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final InstanceAddress address;
  private final JsonMapper json;
  private final HttpClient http;

  OtherInstances(
      InstanceAddress address, JsonMapper json, Environment environment, SslBundles bundles) {
    this.address = address;
    this.json = json;
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(PATIENCE);
    String own = environment.getProperty("server.ssl.bundle");
    if (own != null) {
      // The others show a certificate as this one does, mostly of an authority of one's own.
      client.sslContext(bundles.getBundle(own).createSslContext());
    }
    this.http = client.build();
  }

  StoreView store(HostInfo instance, String store, int hours, Optional<String> token) {
    String path =
        "/stores/%s?local=true&hours=%d"
            .formatted(URLEncoder.encode(store, StandardCharsets.UTF_8).replace("+", "%20"), hours);
    return json.readValue(ask(instance, path, token), StoreView.class);
  }

  StoreList stores(HostInfo instance, int minutes, Optional<String> token) {
    return json.readValue(
        ask(instance, "/stores?local=true&minutes=" + minutes, token), StoreList.class);
  }

  private String ask(HostInfo instance, String path, Optional<String> token) {
    URI to = URI.create(address.of(instance) + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(to).timeout(PATIENCE);
    token.ifPresent(each -> request.header(HttpHeaders.AUTHORIZATION, each));
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new TakingOverException(
            "the instance at %s:%d, which has it, answers %d; try again"
                .formatted(instance.host(), instance.port(), answer.statusCode()));
      }
      return answer.body();
    } catch (IOException e) {
      throw unreachable(instance, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(instance, e);
    }
  }

  private static TakingOverException unreachable(HostInfo instance, Exception cause) {
    return new TakingOverException(
        "the instance at %s:%d, which has it, does not answer; try again"
            .formatted(instance.host(), instance.port()),
        cause);
  }
}
