package io.loyalty.endtoend.backends;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.junit.LocalStackExtension;
import java.net.URI;

/** Uses the local stack that all tests of this JVM share. */
final class EmbeddedBackends implements Backends {
  private final LocalStack stack = LocalStackExtension.stack();

  @Override
  public String bootstrapServers() {
    return stack.bootstrapServers();
  }

  @Override
  public URI sqsEndpoint() {
    return stack.sqsEndpoint();
  }

  @Override
  public URI registryUrl() {
    return stack.registryUrl();
  }

  @Override
  public URI createQueue(String name) {
    return stack.createQueue(name);
  }

  @Override
  public String jdbcUrl(String database) {
    stack.jdbcUrl();
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(stack.postgresPort(), database);
  }

  @Override
  public String password() {
    return "";
  }
}
