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
 * Calls a Confluent-compatible schema registry. A schema and its id never change once assigned, so
 * both are cached without expiry. Thread-safe. Every call may throw {@link
 * RegistryUnavailableException}, after its retries.
 */
public final class SchemaRegistry {
  private final ConfluentApi api;
  private final Retry retry;
  private final Map<Integer, String> schemas = new ConcurrentHashMap<>();
  private final Map<Registration, Integer> ids = new ConcurrentHashMap<>();

  private record Registration(String subject, String schema) {}

  /** Creates a client without credentials; it connects at the first call. */
  public SchemaRegistry(RegistryOptions options) {
    this(options, RegistryAccess.anonymous());
  }

  /** Creates a client that connects at the first call. */
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
   * Registers a schema, byte for byte as given, and returns its id. The call is idempotent.
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

  /** Returns the id of a schema if the schema is registered under the subject. */
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
   * Returns the text of the schema with the given id.
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
   * Returns whether a schema is compatible with every version of the subject, at the subject's
   * compatibility level.
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

  /** Sets the compatibility level of the subject. */
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
