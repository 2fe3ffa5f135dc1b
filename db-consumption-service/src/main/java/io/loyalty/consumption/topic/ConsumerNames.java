package io.loyalty.consumption.topic;

import java.util.Optional;

/**
 * Builds the names that Kafka shows for the consumers of one warehouse.
 *
 * @param prefix the programme's prefix
 * @param warehouse the warehouse's name
 */
public record ConsumerNames(String prefix, String warehouse) {
  /** Returns the consumer group of the live load. */
  public String group() {
    return "%s.db-consumption.%s".formatted(prefix, warehouse);
  }

  /** Returns the client id of a reader with this purpose. */
  String client(String purpose) {
    return "db-consumption.%s.%s".formatted(warehouse, purpose);
  }

  /** Returns the client id of the live load, which names the database that it loads into. */
  String loadInto(String database) {
    return client("load." + database);
  }

  /** Returns the database in a client id of the live load; empty for any other client. */
  Optional<String> database(String clientId) {
    String load = loadInto("");
    return clientId.startsWith(load)
        ? Optional.of(clientId.substring(load.length()))
        : Optional.empty();
  }
}
