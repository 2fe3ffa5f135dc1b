package io.loyalty.ingestion.registry;

import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import io.loyalty.schemas.registry.SchemaRefusedException;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.registry.UnexpectedAnswerException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

/**
 * Registers the contract's schemas, several at once, and sets the compatibility level that the
 * contract names.
 */
public final class SchemaRegistration {
  private static final int AT_ONCE = 8;

  private final SchemaRegistry registry;
  private final EventCatalogue catalogue;
  private final RegistryProperties properties;
  private final String prefix;

  /** Creates the registration for subjects with this prefix. */
  public SchemaRegistration(
      SchemaRegistry registry,
      EventCatalogue catalogue,
      RegistryProperties properties,
      String prefix) {
    this.registry = registry;
    this.catalogue = catalogue;
    this.properties = properties;
    this.prefix = prefix;
  }

  /**
   * Registers missing schemas if that is allowed, and returns all ids.
   *
   * @throws BrokenRegistryException if a schema is missing or refused
   * @throws RegistryUnavailableException if the registry does not respond now
   */
  public SchemaIds prove() {
    try {
      Map<String, Integer> ids = ids();
      Map<String, Integer> sent = new HashMap<>();
      catalogue.eventTypes().forEach(type -> sent.put(type.name(), ids.get(type.name())));
      return new SchemaIds(
          sent,
          ids.get(catalogue.deadLetter().name()),
          ids.get(catalogue.deadLetterResolution().name()));
    } catch (SchemaRefusedException e) {
      throw new BrokenRegistryException(
          "%s. The schema in this build does not follow from the registered one: deploy the right build or correct the schema."
              .formatted(e.getMessage()),
          e);
    } catch (UnexpectedAnswerException e) {
      throw new BrokenRegistryException(
          "%s. It does not answer as a schema registry: check ingestion.registry.url."
              .formatted(e.getMessage()),
          e);
    } catch (RestClientException e) {
      throw new BrokenRegistryException(
          "The registry at %s does not answer as a schema registry (%s): check ingestion.registry.url and the permissions."
              .formatted(properties.url(), answer(e)),
          e);
    }
  }

  /** Also those of derived types, since their topics are made here too: who derives finds both. */
  private Map<String, Integer> ids() {
    ExecutorService requests = Executors.newFixedThreadPool(AT_ONCE);
    try {
      Map<String, Future<Integer>> asked = new LinkedHashMap<>();
      for (EventType type : catalogue.allTypes()) {
        asked.put(type.name(), requests.submit(() -> id(type)));
      }
      Map<String, Integer> ids = new HashMap<>();
      for (var each : asked.entrySet()) {
        ids.put(each.getKey(), each.getValue().get());
      }
      return ids;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException("a schema could not be registered", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException("it was stopped while it asked the registry", e);
    } finally {
      requests.shutdownNow();
    }
  }

  private int id(EventType type) {
    String subject = type.subject(prefix);
    String schema = type.schemas().current();
    if (!properties.registerSchemas()) {
      OptionalInt id = registry.find(subject, schema);
      return id.orElseThrow(
          () ->
              new BrokenRegistryException(
                  "The registry at %s lacks the schema of %s: register it, or set ingestion.registry.register-schemas=true."
                      .formatted(properties.url(), subject),
                  null));
    }
    try {
      setCompatibility(type, subject);
      return register(subject, schema);
    } catch (HttpClientErrorException.NotFound e) {
      // Some registries know a subject's level only once the subject has a schema.
      int id = register(subject, schema);
      setCompatibility(type, subject);
      return id;
    }
  }

  private int register(String subject, String schema) {
    try {
      return registry.register(subject, schema);
    } catch (SchemaRefusedException e) {
      // Another instance may have been faster: some registries look, and then insert. What they
      // refuse for good they refuse again.
      return registry.register(subject, schema);
    }
  }

  private void setCompatibility(EventType type, String subject) {
    try {
      registry.setCompatibility(subject, type.schemas().compatibility());
    } catch (HttpClientErrorException.Conflict e) {
      // As above.
      registry.setCompatibility(subject, type.schemas().compatibility());
    }
  }

  private static String answer(RestClientException fault) {
    return fault instanceof HttpClientErrorException refused
        ? "HTTP %d".formatted(refused.getStatusCode().value())
        : fault.getClass().getSimpleName();
  }
}
