package io.loyalty.consumption;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Kafka to PostgreSQL: every event of the topics is a row of the warehouse, once. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ConsumptionApplication {
  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(ConsumptionApplication.class, args);
  }
}
