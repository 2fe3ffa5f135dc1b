package io.loyalty.consumption;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Kafka to PostgreSQL: every event of the topics is a row of the warehouse, once. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ConsumptionApplication {
  /** Starts the service; or does what the first argument names, a {@link TableCommand}. */
  public static void main(String[] args) {
    TableCommand.of(args)
        .ifPresentOrElse(
            command -> System.exit(command.run(args, System.out)),
            () -> SpringApplication.run(ConsumptionApplication.class, args));
  }
}
