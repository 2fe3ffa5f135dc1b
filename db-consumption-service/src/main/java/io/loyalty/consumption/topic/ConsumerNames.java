package io.loyalty.consumption.topic;

import java.util.Optional;

/**
 * What Kafka knows the consumers of one warehouse by.
 *
 * @param prefix the programme's
 * @param warehouse the warehouse's name
 */
public record ConsumerNames(String prefix, String warehouse) {
  /** Returns the consumer group of the live load. */
  public String group() {
    return "%s.db-consumption.%s".formatted(prefix, warehouse);
  }

  /** Returns the client id of what reads or asks for a purpose. */
  String client(String purpose) {
    return "db-consumption.%s.%s".formatted(warehouse, purpose);
  }

  /** Returns the client id of the live load into a database: it says which. */
  String loadInto(String database) {
    return client("load." + database);
  }

  /** Returns the database that a client id of the live load names; empty for any other client. */
  Optional<String> database(String clientId) {
    String load = loadInto("");
    return clientId.startsWith(load)
        ? Optional.of(clientId.substring(load.length()))
        : Optional.empty();
  }
}
