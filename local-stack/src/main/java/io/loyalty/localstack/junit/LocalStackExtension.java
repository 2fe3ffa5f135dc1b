package io.loyalty.localstack.junit;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.LocalStackException;
import io.loyalty.localstack.LocalStackOptions;
import io.loyalty.localstack.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives tests a {@link LocalStack} parameter, in constructors and in test and lifecycle methods:
 * one stack per JVM, on free ports, in a temporary directory, with SQS in memory; what killed tests
 * left there is cleared away. A part starts when a test first asks for its address. What tests
 * leave in it the next ones find: use names of your own.
 */
public final class LocalStackExtension implements BeforeAllCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(LocalStackExtension.class);
  private static volatile LocalStack current;

  /**
   * Returns the stack, for static methods that JUnit passes no parameters to, such as sources of
   * Spring properties.
   *
   * @throws IllegalStateException if no test class with this extension has started
   */
  public static LocalStack stack() {
    LocalStack stack = current;
    if (stack == null) {
      throw new IllegalStateException(
          "No local stack: extend the test class with LocalStackExtension");
    }
    return stack;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    current = stack(context);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalStack.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return stack(context);
  }

  private static LocalStack stack(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(Shared.class, key -> Shared.begin(), Shared.class)
        .stack();
  }

  /** Holds the stack, which JUnit closes after the last test of the JVM. */
  private record Shared(LocalStack stack, Path directory) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalStackExtension.class);
    private static final String PREFIX = "local-stack-";

    static Shared begin() {
      try {
        discardThoseOfKilledTests();
        Path directory = Files.createTempDirectory(PREFIX);
        LocalStackOptions options =
            LocalStackOptions.in(directory).withPorts(Ports.free()).withQueuesInMemory();
        return new Shared(LocalStack.lazy(options), directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void discardThoseOfKilledTests() throws IOException {
      Path temp = Path.of(System.getProperty("java.io.tmpdir"));
      try (DirectoryStream<Path> stacks = Files.newDirectoryStream(temp, PREFIX + "*")) {
        for (Path stack : stacks) {
          if (Files.isWritable(stack.resolve("lock"))) {
            discard(stack);
          }
        }
      }
    }

    private static void discard(Path stack) {
      try {
        LocalStack.discard(stack);
      } catch (LocalStackException inUse) {
        LOG.debug("Another test runs in {}", stack, inUse);
      }
    }

    @Override
    public void close() {
      stack.close();
      LocalStack.discard(directory);
    }
  }
}
