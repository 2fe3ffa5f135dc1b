package io.loyalty.consumption;

import java.util.Optional;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Kafka to PostgreSQL: every event of the topics is a row of the warehouse, once. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ConsumptionApplication {
  /** Starts the service, or runs the {@link TableCommand} that the first argument names. */
  public static void main(String[] args) {
    command(args)
        .ifPresentOrElse(
            command -> System.exit(command.run(args, System.out)),
            () -> SpringApplication.run(ConsumptionApplication.class, args));
  }

  private static Optional<TableCommand> command(String[] args) {
    try {
      return TableCommand.of(args);
    } catch (IllegalArgumentException e) {
      LoggerFactory.getLogger(ConsumptionApplication.class).error("{}", e.getMessage());
      System.exit(2);
      return Optional.empty();
    }
  }
}
