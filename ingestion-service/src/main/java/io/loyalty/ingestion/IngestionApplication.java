package io.loyalty.ingestion;

import io.loyalty.ingestion.flow.HistoryRun;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;

/** The service: SQS messages become records on the topics of their event types. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class IngestionApplication {
  /**
   * Runs until the process is told to end, or, where it has files to read and no queue, until they
   * are read: then with exit code 0 only if nothing of them is left.
   */
  public static void main(String[] args) throws InterruptedException {
    ConfigurableApplicationContext service =
        SpringApplication.run(IngestionApplication.class, args);
    HistoryRun history = service.getBeanProvider(HistoryRun.class).getIfAvailable();
    if (history != null) {
      history.awaitEnd();
      service.close();
      System.exit(history.account().filter(HistoryRun.Account::complete).isPresent() ? 0 : 1);
    }
  }
}
