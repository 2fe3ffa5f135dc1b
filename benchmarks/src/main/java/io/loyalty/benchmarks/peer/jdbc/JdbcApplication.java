package io.loyalty.benchmarks.peer.jdbc;

import io.loyalty.schemas.registry.RegistryOptions;
import io.loyalty.schemas.registry.SchemaRegistry;
import java.net.URI;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Runs the peer; {@code jdbc-peer.yml} has its settings. */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration(KafkaAutoConfiguration.class)
public class JdbcApplication {
  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    // The class path also contains the ingestion service's application.yml.
    System.setProperty("spring.config.name", "jdbc-peer");
    SpringApplication.run(JdbcApplication.class, args);
  }

  @Bean
  JdbcListener listener(
      @Value("${peer.registry}") URI registry,
      @Value("${peer.database}") String database,
      @Value("${peer.event-type}") String eventType) {
    return new JdbcListener(new SchemaRegistry(RegistryOptions.of(registry)), database, eventType);
  }
}
