package io.loyalty.console.visit;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Runs one console for all tests of a class, with a visitor who may act and one who may read, both
 * signed in. Before each test the services forget what they were asked and what they answer. A
 * class has it as a static field with {@code @RegisterExtension}.
 */
public final class SharedConsole
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
  private final String[] settings;
  private VisitedConsole console;
  private Visit alice;
  private Visit bob;

  /**
   * Prepares a console, which starts before the first test.
   *
   * @param settings settings as of {@link VisitedConsole}
   */
  public SharedConsole(String... settings) {
    this.settings = settings.clone();
  }

  @Override
  public void beforeAll(ExtensionContext tests) {
    console = new VisitedConsole(settings);
    alice = console.signedIn("alice");
    bob = console.signedIn("bob");
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    ingestion().reset();
    consumption().reset();
    streams().reset();
  }

  @Override
  public void afterAll(ExtensionContext tests) {
    console.close();
  }

  /** Returns ingestion-service as the console sees it. */
  public RecordedService ingestion() {
    return console.ingestion();
  }

  /** Returns db-consumption-service as the console sees it. */
  public RecordedService consumption() {
    return console.consumption();
  }

  /** Returns stream-service as the console sees it. */
  public RecordedService streams() {
    return console.streams();
  }

  /** Returns the visitor who may act. */
  public Visit alice() {
    return alice;
  }

  /** Returns the visitor who may read. */
  public Visit bob() {
    return bob;
  }

  /** Returns a visitor who has not signed in. */
  public Visit visit() {
    return console.visit();
  }

  /** Returns a bean of the console, for what no page shows. */
  public <T> T part(Class<T> type) {
    return console.part(type);
  }
}
