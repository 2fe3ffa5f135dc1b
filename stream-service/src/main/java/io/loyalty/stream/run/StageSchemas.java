package io.loyalty.stream.run;

import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.registry.RegistryUnavailableException;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.loyalty.schemas.registry.UnexpectedAnswerException;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.springframework.web.client.RestClientException;

/**
 * Looks up schemas and their ids. Ids are those that ingestion-service has registered: this service
 * registers none. Thread-safe.
 */
public final class StageSchemas implements ToIntFunction<EventType>, IntFunction<String> {
  private final SchemaRegistry registry;
  private final String prefix;

  /** Looks up the schemas of the programme with this prefix. */
  public StageSchemas(SchemaRegistry registry, String prefix) {
    this.registry = registry;
    this.prefix = prefix;
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

  /** Returns the text of a registered schema. */
  @Override
  public String apply(int id) {
    return registry.schema(id);
  }
}
