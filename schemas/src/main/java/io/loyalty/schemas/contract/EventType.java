package io.loyalty.schemas.contract;

import java.util.List;
import org.apache.avro.Schema;

/**
 * One event type and all that follows from its Avro file. Immutable.
 *
 * @param name the type as events carry it, such as {@code purchase-transaction}
 * @param avro the schema of its records, not to be changed
 * @param fields the fields of its records, in order, with all that the contract says of them
 * @param topic how its topic is made and keyed
 * @param table the names, key and partitions of its tables in the warehouse
 * @param schemas its Avro schema, now and earlier
 */
public record EventType(
    String name,
    Schema avro,
    List<FieldContract> fields,
    TopicContract topic,
    TableDeclaration table,
    SchemaHistory schemas) {
  /** Copies the list. */
  public EventType {
    fields = List.copyOf(fields);
  }

  /** What an event of this type is. */
  public String doc() {
    return avro.getDoc();
  }

  /** Its topic in the programme {@code prefix}. */
  public String topicName(String prefix) {
    return prefix + "." + name;
  }

  /** Its registry subject in the programme {@code prefix}, by Confluent's TopicNameStrategy. */
  public String subject(String prefix) {
    return topicName(prefix) + "-value";
  }
}
