package io.loyalty.schemas.contract;

import io.loyalty.schemas.check.CheckSet;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Describes one event type and everything that follows from its Avro file. Immutable.
 *
 * @param name the type as events carry it, such as {@code purchase-transaction}
 * @param avro the schema of its records; callers must not change it
 * @param fields the fields of its records, in order, with their contracts
 * @param topic how its topic is created and keyed
 * @param table the names, key and partitions of its warehouse tables
 * @param checks what should hold for its events, and keeps none of them back
 * @param schemas the current and earlier versions of its Avro schema
 */
public record EventType(
    String name,
    Schema avro,
    List<FieldContract> fields,
    TopicContract topic,
    TableDeclaration table,
    CheckSet checks,
    SchemaHistory schemas) {
  /** Keeps an unmodifiable copy of the list. */
  public EventType {
    fields = List.copyOf(fields);
  }

  /** Returns the description of the event type. */
  public String doc() {
    return avro.getDoc();
  }

  /** Returns whether a stage of stream-service derives its events, and the platform sends none. */
  public boolean isDerived() {
    return topic.derivedBy().isPresent();
  }

  /** Returns the name of its topic in the programme {@code prefix}. */
  public String topicName(String prefix) {
    return prefix + "." + name;
  }

  /**
   * Returns its registry subject in the programme {@code prefix}, by Confluent's TopicNameStrategy.
   */
  public String subject(String prefix) {
    return topicName(prefix) + "-value";
  }
}
