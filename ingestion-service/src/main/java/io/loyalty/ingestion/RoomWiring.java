package io.loyalty.ingestion;

import io.loyalty.ingestion.registry.RegistryProperties;
import io.loyalty.ingestion.registry.SchemaRegistration;
import io.loyalty.ingestion.topic.BrokerClients;
import io.loyalty.ingestion.topic.Publisher;
import io.loyalty.ingestion.topic.TopicPromiseProperties;
import io.loyalty.ingestion.topic.TopicProperties;
import io.loyalty.ingestion.topic.TopicProvisioner;
import io.loyalty.ingestion.topic.TopicWatch;
import io.loyalty.schemas.contract.EventCatalogue;
import io.loyalty.schemas.registry.RegistryAccess;
import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the topics and the registry; the flow closes them. */
@Configuration(proxyBeanMethods = false)
class RoomWiring {
  @Bean
  EventCatalogue catalogue() {
    return EventCatalogue.fromClasspath();
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }

  @Bean(destroyMethod = "")
  Publisher publisher(BrokerClients brokers, TopicProperties topics, MeterRegistry meters) {
    return Publisher.open(brokers.producer(), topics, meters);
  }

  @Bean
  TopicProvisioner provisioner(
      BrokerClients brokers,
      TopicProperties topics,
      TopicPromiseProperties promise,
      EventCatalogue catalogue) {
    return new TopicProvisioner(brokers.admin(), topics, promise, catalogue);
  }

  @Bean
  TopicWatch topicWatch(
      TopicProvisioner topics, TopicPromiseProperties promise, MeterRegistry meters) {
    return new TopicWatch(topics, promise, meters);
  }

  @Bean
  SchemaRegistration registration(
      RegistryProperties registry,
      RegistryAccess access,
      TopicProperties topics,
      EventCatalogue catalogue) {
    return new SchemaRegistration(
        new SchemaRegistry(RegistryOptions.of(registry.url()), access),
        catalogue,
        registry,
        topics.prefix());
  }
}
