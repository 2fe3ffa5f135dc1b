package io.loyalty.console.service;

import io.loyalty.client.AccessToken;
import io.loyalty.client.ServiceAddress;
import io.loyalty.client.ServiceConnection;
import io.loyalty.client.Timeouts;
import io.loyalty.client.consumption.ConsumptionApi;
import io.loyalty.client.ingestion.IngestionApi;
import io.loyalty.client.ingestion.IngestionClient;
import io.loyalty.client.streams.StreamApi;
import io.loyalty.console.login.Visitor;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Asks the services, and acts on them for visitors who may act. Thread-safe. */
@Component
public class Services {
  private static final int LONGEST_NAME = 64;
  private static final Pattern UNPRINTABLE = Pattern.compile("[^\\p{Graph}\\p{IsAlphabetic} ]");
  private static final Duration CONNECT = Duration.ofSeconds(2);

  private final ServiceConnection documents;
  private final IngestionApi ingestion;
  private final ConsumptionApi consumption;
  private final StreamApi streams;
  private final Clients acting;
  private final boolean hasStreams;

  Services(ServiceProperties properties, Environment environment, SslBundles bundles) {
    Optional<SSLContext> tls =
        Optional.ofNullable(properties.sslBundle())
            .map(name -> bundles.getBundle(name).createSslContext());
    Clients reading =
        Clients.of(properties, tls, token(environment, "console.services.read-token"));
    documents = reading.ingestion;
    ingestion = reading.ingestion.api(IngestionApi.class);
    consumption = reading.consumption.api(ConsumptionApi.class);
    streams = reading.streams.api(StreamApi.class);
    acting = Clients.of(properties, tls, token(environment, "console.services.act-token"));
    hasStreams = properties.streamsUrl() != null;
  }

  /** Returns the client that reads ingestion-service. */
  public IngestionApi ingestion() {
    return ingestion;
  }

  /** Returns the AsyncAPI document of the topics, byte by byte as ingestion-service has it. */
  public String asyncApi() {
    return documents.text("/asyncapi.json");
  }

  /** Returns the client that reads db-consumption-service. */
  public ConsumptionApi consumption() {
    return consumption;
  }

  /** Returns the client that reads stream-service; there may be none, see {@link #hasStreams}. */
  public StreamApi streams() {
    return streams;
  }

  /** Returns whether a stream-service is configured. */
  public boolean hasStreams() {
    return hasStreams;
  }

  /**
   * Returns the clients with which a visitor changes things.
   *
   * @throws MayNotActException if the visitor may only read
   */
  public Acting acting(Visitor visitor) {
    if (!visitor.mayAct()) {
      throw new MayNotActException(visitor.name());
    }
    String actor = actor(visitor);
    return new Acting(
        acting.ingestion.onBehalfOf(actor).api(IngestionApi.class),
        acting.consumption.onBehalfOf(actor).api(ConsumptionApi.class),
        acting.streams.onBehalfOf(actor).api(StreamApi.class));
  }

  /** Returns the name as the audit takes it; an issuer's may be longer, or not printable. */
  private static String actor(Visitor visitor) {
    String name = UNPRINTABLE.matcher(visitor.name()).replaceAll("_");
    return name.isBlank() ? "_" : name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }

  private static Optional<AccessToken> token(Environment environment, String key) {
    return Optional.ofNullable(environment.getProperty(key))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .map(each -> new AccessToken(each, key));
  }

  private record Clients(
      ServiceConnection ingestion, ServiceConnection consumption, ServiceConnection streams) {
    static Clients of(
        ServiceProperties properties, Optional<SSLContext> tls, Optional<AccessToken> token) {
      Timeouts timeouts = new Timeouts(CONNECT, properties.readTimeout(), properties.actTimeout());
      URI streams =
          properties.streamsUrl() == null
              ? URI.create("http://stream-service.invalid")
              : properties.streamsUrl();
      return new Clients(
          new ServiceConnection(
              IngestionClient.SERVICE,
              new ServiceAddress(properties.ingestionUrl(), tls),
              token,
              timeouts),
          new ServiceConnection(
              ConsumptionApi.SERVICE,
              new ServiceAddress(properties.consumptionUrl(), tls),
              token,
              timeouts),
          new ServiceConnection(
              StreamApi.SERVICE, new ServiceAddress(streams, tls), token, timeouts));
    }
  }
}
