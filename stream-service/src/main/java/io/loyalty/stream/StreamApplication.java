package io.loyalty.stream;

import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service, which derives event types from others: topics to topics. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class StreamApplication {
  /** Runs until the process is told to stop, or runs {@code fraud-test} if that comes first. */
  public static void main(String[] args) {
    if (FraudTestCommand.isNamedBy(args)) {
      System.exit(FraudTestCommand.run(args, System.in, System.out, System.err));
    }
    // Kafka Streams formats a number whenever it finds a partition empty: where no country is set,
    // Java looks up its digits each time.
    Locale.setDefault(Locale.Category.FORMAT, Locale.US);
    SpringApplication.run(StreamApplication.class, args);
  }
}
