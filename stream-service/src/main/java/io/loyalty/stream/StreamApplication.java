package io.loyalty.stream;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service, which derives event types from others: topics to topics. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class StreamApplication {
  /** Runs until the process is told to stop. */
  public static void main(String[] args) {
    SpringApplication.run(StreamApplication.class, args);
  }
}
