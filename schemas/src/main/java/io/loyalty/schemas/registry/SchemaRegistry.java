package io.loyalty.schemas.registry;

import io.loyalty.schemas.contract.Compatibility;
import io.loyalty.schemas.registry.ConfluentApi.Level;
import io.loyalty.schemas.registry.ConfluentApi.Registered;
import io.loyalty.schemas.registry.ConfluentApi.SchemaText;
import io.loyalty.schemas.registry.ConfluentApi.Verdict;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * A Confluent-compatible schema registry. Schemas and ids never change once given, so both are
 * cached for ever. Thread-safe. Every call may throw {@link RegistryUnavailableException}, after
 * its retries.
 */
public final class SchemaRegistry {
  private final ConfluentApi api;
  private final Retry retry;
  private final Map<Integer, String> schemas = new ConcurrentHashMap<>();
  private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();

  private record Registration(String subject, String schema) {}

  /** Asks without credentials; connects at the first call, not here. */
  public SchemaRegistry(RegistryOptions options) {
    this(options, RegistryAccess.anonymous());
  }

  /** Connects at the first call, not here. */
  public SchemaRegistry(RegistryOptions options, RegistryAccess access) {
    access.check(options.url());
    HttpClient.Builder http =
        HttpClient.newBuilder()
            .connectTimeout(options.connectTimeout())
            .version(HttpClient.Version.HTTP_1_1);
    access.tls().ifPresent(http::sslContext);
    var requests = new JdkClientHttpRequestFactory(http.build());
    requests.setReadTimeout(options.requestTimeout());
    RestClient.Builder client =
        RestClient.builder().baseUrl(options.url().toString()).requestFactory(requests);
    access
        .authorization()
        .ifPresent(header -> client.defaultHeader(HttpHeaders.AUTHORIZATION, header));
    this.api =
        HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client.build()))
            .build()
            .createClient(ConfluentApi.class);
    this.retry = new Retry(options);
  }

  /**
   * Registers a schema, byte for byte as given, and answers its id; doing it again changes nothing.
   *
   * @throws SchemaRefusedException when the registry refuses it
   */
  public int register(String subject, String schema) {
    Registration key = new Registration(subject, schema);
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    int id = refusable(subject, () -> id(api.register(subject, new SchemaText(schema))));
    ids.put(key, id);
    return id;
  }

  /** The id of a schema if it is registered under the subject. */
  public OptionalInt find(String subject, String schema) {
    Registration key = new Registration(subject, schema);
    Integer known = ids.get(key);
    if (known != null) {
      return OptionalInt.of(known);
    }
    try {
      int id = retry.call(() -> id(api.lookup(subject, new SchemaText(schema))));
      ids.put(key, id);
      return OptionalInt.of(id);
    } catch (HttpClientErrorException.NotFound e) {
      return OptionalInt.empty();
    }
  }

  /**
   * The text of the schema of an id.
   *
   * @throws UnknownSchemaException when the registry has none
   */
  public String schema(int id) {
    String known = schemas.get(id);
    if (known != null) {
      return known;
    }
    try {
      String schema = retry.call(() -> text(api.byId(id)));
      schemas.put(id, schema);
      return schema;
    } catch (HttpClientErrorException.NotFound e) {
      throw new UnknownSchemaException("the registry has no schema of id " + id, e);
    }
  }

  /**
   * Whether a schema is compatible with every version that the subject has, by the subject's level.
   */
  public boolean isCompatible(String subject, String schema) {
    try {
      return refusable(subject, () -> api.versions(subject)).stream()
          .allMatch(
              version ->
                  refusable(
                      subject,
                      () -> verdict(api.compatibility(subject, version, new SchemaText(schema)))));
    } catch (HttpClientErrorException.NotFound e) {
      return true;
    }
  }

  /** Sets the level that the registry holds new versions of the subject to. */
  public void setCompatibility(String subject, Compatibility level) {
    retry.call(
        () -> {
          api.setCompatibility(subject, new Level(level.name()));
          return Boolean.TRUE;
        });
  }

  private <T> T refusable(String subject, Supplier<T> call) {
    try {
      return retry.call(call);
    } catch (HttpClientErrorException.Conflict | HttpClientErrorException.UnprocessableContent e) {
      throw new SchemaRefusedException(
          "the registry refuses the schema of %s: %s"
              .formatted(subject, e.getResponseBodyAsString()),
          e);
    }
  }

  private static Integer id(Registered answer) {
    return answer == null ? null : answer.id();
  }

  private static String text(SchemaText answer) {
    return answer == null ? null : answer.schema();
  }

  private static Boolean verdict(Verdict answer) {
    return answer == null ? null : answer.compatible();
  }
}
