package io.loyalty.console;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the console: pages on the services' HTTP APIs. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ConsoleApplication {
  /** Runs until the process is told to stop, or prints a hash if {@code hash} comes first. */
  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals("hash")) {
      System.exit(PasswordHash.print(System.in, System.out, System.err));
    }
    SpringApplication.run(ConsoleApplication.class, args);
  }
}
