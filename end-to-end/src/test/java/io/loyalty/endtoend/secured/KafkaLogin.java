package io.loyalty.endtoend.secured;

import java.util.Map;

/** Holds a user of the secured broker, with the initial password. */
record KafkaLogin(SecuredBackends backends, String user) {
  static KafkaLogin of(SecuredBackends backends, String user) {
    return new KafkaLogin(backends, user);
  }

  String jaas() {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
        .formatted(user, backends.password(user));
  }

  /** Returns the login as settings of Kafka's client. */
  Map<String, Object> client() {
    return Map.of(
        "bootstrap.servers",
        backends.stack().bootstrapServers(),
        "security.protocol",
        "SASL_SSL",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        jaas(),
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.location",
        backends.authority().certificate().toString());
  }

  @Override
  public String toString() {
    return user;
  }
}
