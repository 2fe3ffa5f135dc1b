package io.loyalty.stream.api;

import io.loyalty.stream.api.StoreView.StoreList;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks other instances for what they have, with the token of whoever asks this one. They answer
 * from their own state alone, so that no request goes round. An instance that does not answer in
 * time is not asked for some seconds: whoever waits for it would keep others waiting. Thread-safe.
 */
@Component
final class OtherInstances {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final InstanceAddress address;
  private final JsonMapper json;
  private final HttpClient http;
  private final Duration patience;

  /** Holds when each instance that did not answer in time is asked again, by the nano clock. */
  private final Map<HostInfo, Long> silentUntil = new ConcurrentHashMap<>();

  @Autowired
  OtherInstances(
      InstanceAddress address, JsonMapper json, Environment environment, SslBundles bundles) {
    this(address, json, environment, bundles, PATIENCE);
  }

  OtherInstances(
      InstanceAddress address,
      JsonMapper json,
      Environment environment,
      SslBundles bundles,
      Duration patience) {
    this.address = address;
    this.json = json;
    this.patience = patience;
    HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(patience);
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
    if (isSilent(instance)) {
      throw unreachable(instance, null);
    }
    URI to = URI.create(address.of(instance) + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(to).timeout(patience);
    token.ifPresent(each -> request.header(HttpHeaders.AUTHORIZATION, each));
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      silentUntil.remove(instance);
      if (answer.statusCode() != 200) {
        throw new TakingOverException(
            "the instance at %s:%d, which has it, answers %d; try again"
                .formatted(instance.host(), instance.port(), answer.statusCode()));
      }
      return answer.body();
    } catch (HttpTimeoutException e) {
      silentUntil.put(instance, afterPause());
      throw unreachable(instance, e);
    } catch (IOException e) {
      throw unreachable(instance, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(instance, e);
    }
  }

  /**
   * Returns whether an instance is left alone. Once the pause is over, one caller asks it again.
   */
  private boolean isSilent(HostInfo instance) {
    Long until = silentUntil.get(instance);
    return until != null
        && (System.nanoTime() - until < 0 || !silentUntil.replace(instance, until, afterPause()));
  }

  private static long afterPause() {
    return System.nanoTime() + PAUSE.toNanos();
  }

  private static TakingOverException unreachable(HostInfo instance, @Nullable Exception cause) {
    return new TakingOverException(
        "the instance at %s:%d, which has it, does not answer; try again"
            .formatted(instance.host(), instance.port()),
        cause);
  }
}
