package io.loyalty.schemas.catalogue;

/**
 * One event type and all that follows from its Avro file. Immutable.
 *
 * @param name the type as events carry it, such as {@code purchase-transaction}
 * @param doc what an event of this type is
 * @param topic how its topic is made and keyed
 * @param table where its events land in the warehouse
 * @param schemas its Avro schema, now and earlier
 */
public record EventType(
    String name, String doc, TopicContract topic, TableContract table, SchemaHistory schemas) {

  /** Its topic in the programme {@code prefix}. */
  public String topicName(String prefix) {
    return prefix + "." + name;
  }

  /** Its registry subject in the programme {@code prefix}, by Confluent's TopicNameStrategy. */
  public String subject(String prefix) {
    return topicName(prefix) + "-value";
  }
}
