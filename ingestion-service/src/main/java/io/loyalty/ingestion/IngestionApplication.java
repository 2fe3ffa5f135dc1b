package io.loyalty.ingestion;

import io.loyalty.ingestion.history.HistoryRun;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the service, which turns messages of SQS into records on the topics of their event types.
 */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IngestionApplication {
  /**
   * Runs until the process is told to stop. With files to read and no queue, it ends when they are
   * read, with exit code 0 only if no line is left. With {@code encode} as its first argument, it
   * encodes the events of its standard input, and ends; with {@code asyncapi}, it writes the
   * AsyncAPI document of the topics, and ends.
   */
  public static void main(String[] args) throws InterruptedException {
    if (EncodeCommand.isNamedBy(args)) {
      System.exit(EncodeCommand.run(args, System.in, output(), System.err));
    }
    if (AsyncApiCommand.isNamedBy(args)) {
      System.exit(AsyncApiCommand.run(args, output(), System.err));
    }
    ConfigurableApplicationContext service =
        SpringApplication.run(IngestionApplication.class, args);
    HistoryRun history = service.getBeanProvider(HistoryRun.class).getIfAvailable();
    if (history != null) {
      history.awaitEnd();
      service.close();
      System.exit(history.account().filter(HistoryRun.Account::complete).isPresent() ? 0 : 1);
    }
  }

  private static PrintStream output() {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)),
        false,
        StandardCharsets.UTF_8);
  }
}
