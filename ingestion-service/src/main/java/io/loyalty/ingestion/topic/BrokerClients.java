package io.loyalty.ingestion.topic;

import io.loyalty.connections.KafkaSecurity;
import java.util.Map;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the settings of every Kafka client of this service: those of Spring Boot with its SSL
 * bundle, which {@code KafkaProperties} alone do not contain.
 */
@Component
public final class BrokerClients {
  private final ProducerFactory<?, ?> producers;
  private final ConsumerFactory<?, ?> consumers;
  private final KafkaAdmin admin;

  BrokerClients(
      ProducerFactory<?, ?> producers, ConsumerFactory<?, ?> consumers, KafkaAdmin admin) {
    this.producers = producers;
    this.consumers = consumers;
    this.admin = admin;
    KafkaSecurity.check(producer());
    KafkaSecurity.check(consumer());
    KafkaSecurity.check(admin());
  }

  /** Returns the settings of a producer by Kafka's names. */
  public Map<String, Object> producer() {
    return producers.getConfigurationProperties();
  }

  /** Returns the settings of a consumer by Kafka's names. */
  public Map<String, Object> consumer() {
    return consumers.getConfigurationProperties();
  }

  /** Returns the settings of an admin client. */
  public Map<String, Object> admin() {
    return admin.getConfigurationProperties();
  }
}
