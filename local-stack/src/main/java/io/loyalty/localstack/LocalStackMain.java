package io.loyalty.localstack;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The stack as a process: prints where each part is, then {@code local stack ready}, and runs until
 * it is told to end. A failure is one sentence on stderr and exit code 1.
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
    // Before anything logs. Not a logback.xml: that would speak for those who embed this jar.
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
