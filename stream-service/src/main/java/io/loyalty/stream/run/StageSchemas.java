package io.loyalty.stream.run;

import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.registry.UnexpectedAnswerException;
import io.loyalty.schemas.registry.UnknownSchemaException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;
import java.util.function.ToIntFunction;
import org.springframework.web.client.RestClientException;

/**
 * Looks up schemas and their ids. Ids are those that ingestion-service has registered: this service
 * registers none. Thread-safe.
 */
public final class StageSchemas implements ToIntFunction<EventType>, IntFunction<String> {
  /** For so long a record waits for a schema that its registry does not have. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private final SchemaRegistry registry;
  private final String prefix;
  private final LongSupplier nanos;
  private final Map<Integer, Long> lackedSince = new ConcurrentHashMap<>();

  /** Looks up the schemas of the programme with this prefix. */
  public StageSchemas(SchemaRegistry registry, String prefix) {
    this(registry, prefix, System::nanoTime);
  }

  StageSchemas(SchemaRegistry registry, String prefix, LongSupplier nanos) {
    this.registry = registry;
    this.prefix = prefix;
    this.nanos = nanos;
  }

  /**
   * Returns the id of a type's current schema; asks the registry once for each type.
   *
   * @throws NotReadyException if it is not registered yet, or the registry does not respond
   * @throws BrokenStageException if what answers is no registry
   */
  @Override
  public int applyAsInt(EventType type) {
    try {
      OptionalInt id = registry.find(type.subject(prefix), type.schemas().current());
      return id.orElseThrow(
          () ->
              new NotReadyException(
                  "it waits for the schema of %s, which ingestion-service registers"
                      .formatted(type.subject(prefix))));
    } catch (UnexpectedAnswerException | RestClientException e) {
      throw new BrokenStageException(
          "the registry does not answer as one; check stream.registry.url and the permissions", e);
    } catch (RegistryUnavailableException e) {
      throw new NotReadyException("the registry does not answer: " + e.getMessage(), e);
    }
  }

  /**
   * Returns the text of a registered schema.
   *
   * @throws RegistryUnavailableException if there is no answer, or if the registry lacks the schema
   *     and may still get it: a copy of another registry is behind, or is being restored
   * @throws UnknownSchemaException if it has lacked the schema for {@link #PATIENCE}: whatever has
   *     such a record has not registered its schema here
   */
  @Override
  public String apply(int id) {
    try {
      String schema = registry.schema(id);
      lackedSince.remove(id);
      return schema;
    } catch (UnknownSchemaException e) {
      long now = nanos.getAsLong();
      long since = lackedSince.computeIfAbsent(id, first -> now);
      if (now - since < PATIENCE.toNanos()) {
        throw new RegistryUnavailableException(
            "the registry lacks the schema of id %d; waiting for it".formatted(id), e);
      }
      throw e;
    }
  }
}
