package io.loyalty.localstack.junit;

import io.loyalty.localstack.LocalStack;
import io.loyalty.localstack.LocalStackException;
import io.loyalty.localstack.LocalStackOptions;
import io.loyalty.localstack.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives tests a {@link LocalStack} parameter, in constructors and in test and lifecycle methods:
 * one stack per JVM, on free ports, in a temporary directory, with SQS in memory; what killed tests
 * left there is cleared away. A part starts when a test first asks for its address, and ends with
 * the JVM. What tests leave in it the next ones find: use names of your own.
 */
public final class LocalStackExtension implements BeforeAllCallback, ParameterResolver {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStackExtension.class);
  private static final String PREFIX = "local-stack-";
  private static LocalStack current;

  /**
   * Returns the stack, for static methods that JUnit passes no parameters to, such as sources of
   * Spring properties.
   *
   * @throws IllegalStateException if no test class with this extension has started
   */
  public static synchronized LocalStack stack() {
    if (current == null) {
      throw new IllegalStateException(
          "No local stack: extend the test class with LocalStackExtension");
    }
    return current;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    begin();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalStack.class;
  }

  /** The instance that a class has for all its tests is made before {@link #beforeAll}. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    begin();
    return stack();
  }

  /**
   * Not in a store of JUnit: where a module's classes are shared out to several JVMs, each class is
   * a run of its own, at whose end JUnit closes what its stores hold.
   */
  private static synchronized void begin() {
    if (current != null) {
      return;
    }
    // One JVM at a time: a directory that another is about to lock looks like one of a killed test.
    try (FileChannel turns =
        FileChannel.open(turnsFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      var unused = turns.lock();
      discardThoseOfKilledTests();
      current =
          LocalStack.lazy(
              LocalStackOptions.in(Files.createTempDirectory(PREFIX))
                  .withPorts(Ports.free())
                  .withQueuesInMemory()
                  .deletedAtTheEnd());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the file that is locked while a stack begins, one for each user of the machine. */
  private static Path turnsFile() {
    return temp().resolve("local-stack.%s.turns".formatted(System.getProperty("user.name")));
  }

  private static Path temp() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static void discardThoseOfKilledTests() throws IOException {
    try (DirectoryStream<Path> stacks = Files.newDirectoryStream(temp(), PREFIX + "*")) {
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
}
