package io.loyalty.ingestion.topic;

import io.loyalty.connections.KafkaSecurity;
import java.util.Map;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/**
 * How every Kafka client of this service reaches the brokers: as Spring Boot has it, with the SSL
 * bundle, which {@code KafkaProperties} alone do not know.
 */
@Component
public final class BrokerClients {
  private final ProducerFactory<?, ?> producers;
  private final KafkaAdmin admin;

  BrokerClients(ProducerFactory<?, ?> producers, KafkaAdmin admin) {
    this.producers = producers;
    this.admin = admin;
    KafkaSecurity.check(producer());
    KafkaSecurity.check(admin());
  }

  /** The settings of a producer, as Kafka's client names them. */
  public Map<String, Object> producer() {
    return producers.getConfigurationProperties();
  }

  /** The settings of an admin client. */
  public Map<String, Object> admin() {
    return admin.getConfigurationProperties();
  }
}
