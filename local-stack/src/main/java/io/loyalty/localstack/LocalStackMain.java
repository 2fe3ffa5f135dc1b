package io.loyalty.localstack;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the stack as a process: prints the address of each part, then {@code local stack ready}, and
 * runs until it is told to end. On failure it prints one sentence to stderr and exits with code 1.
 */
public final class LocalStackMain {
  private LocalStackMain() {}

  /**
   * Runs the stack in the foreground; {@code --help} lists the flags.
   *
   * @param args the flags
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    // This must be set before anything is logged. A logback.xml would also apply to applications
    // that embed this jar.
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "localstack-logback.xml");
    }
    try {
      Optional<Arguments.Start> start = Arguments.parse(List.of(args));
      if (start.isEmpty()) {
        System.out.println(Arguments.USAGE);
        return;
      }
      if (start.get().postgresOnly()) {
        reportPostgres(LocalStack.lazy(start.get().options()));
      } else {
        report(LocalStack.start(start.get().options()));
      }
    } catch (LocalStackException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    new CountDownLatch(1).await();
  }

  private static void report(LocalStack stack) {
    System.out.println("Kafka       " + stack.bootstrapServers());
    System.out.println("SQS         " + stack.sqsEndpoint());
    System.out.println("registry    " + stack.registryUrl());
    reportPostgres(stack);
  }

  private static void reportPostgres(LocalStack stack) {
    System.out.println("PostgreSQL  " + stack.jdbcUrl());
    System.out.println("local stack ready");
  }
}
