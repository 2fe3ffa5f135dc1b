package io.loyalty.ingestion;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;

/** The service: SQS messages become records on the topics of their event types. */
@SpringBootApplication(exclude = KafkaAutoConfiguration.class)
@ConfigurationPropertiesScan
public class IngestionApplication {
  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    SpringApplication.run(IngestionApplication.class, args);
  }
}
