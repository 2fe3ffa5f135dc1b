package io.loyalty.consumption;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** Ends the service with exit code 1 where the set-up is broken. */
@Component
class SetupExit {
  private static final Logger LOG = LoggerFactory.getLogger(SetupExit.class);

  private final ApplicationContext context;

  SetupExit(ApplicationContext context) {
    this.context = context;
  }

  /** Says the sentence and ends the service, on another thread: the load's own has to end first. */
  void brokenSetup(String sentence) {
    LOG.error("Stopping the service: {}", sentence);
    Thread exit =
        new Thread(() -> System.exit(SpringApplication.exit(context, () -> 1)), "setup-exit");
    // A daemon, as the load's thread is, could end with the web server, and the code be 0.
    exit.setDaemon(false);
    exit.start();
  }
}
