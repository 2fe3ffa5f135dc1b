package io.loyalty.console.visit;

import io.loyalty.console.ConsoleApplication;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Runs the console on a free port, with services that answer as recorded. Its users are {@code
 * alice}, who may act, and {@code bob}, who may read; their password is {@link #PASSWORD}.
 */
public final class VisitedConsole implements AutoCloseable {
  /** This is the password of both users. */
  public static final String PASSWORD = "correct horse";

  /** The console reads the services with this token. */
  public static final String READ_TOKEN = "the-token-for-reading";

  /** The console acts on the services with this token. */
  public static final String ACT_TOKEN = "the-token-for-acting";

  // Of PASSWORD, with the least cost: many tests sign in.
  private static final String HASH = new BCryptPasswordEncoder(4).encode(PASSWORD);

  private final RecordedService ingestion = new RecordedService();
  private final RecordedService consumption = new RecordedService();
  private final RecordedService streams = new RecordedService();
  private final ConfigurableApplicationContext context;

  /**
   * Starts the console.
   *
   * @param settings settings that count in place of the test's own, each as {@code --key=value}
   */
  public VisitedConsole(String... settings) {
    this(Clock.systemUTC(), settings);
  }

  /** Starts the console with a clock of the test. */
  public VisitedConsole(Clock clock, String... settings) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--server.servlet.session.cookie.secure=false",
                "--management.server.port=0",
                "--management.server.address=127.0.0.1",
                // Services are asked by what a test does, and by nothing else.
                "--console.live.idle-interval=1h",
                "--console.users=alice:act:" + HASH + ",bob:read:" + HASH,
                "--console.services.ingestion-url=" + ingestion.address(),
                "--console.services.consumption-url=" + consumption.address(),
                "--console.services.streams-url=" + streams.address(),
                "--console.services.read-token=" + READ_TOKEN,
                "--console.services.act-token=" + ACT_TOKEN));
    for (String each : settings) {
      String key = each.substring(0, each.indexOf('=') + 1);
      arguments.removeIf(set -> set.startsWith(key));
      arguments.add(each);
    }
    SpringApplication application = new SpringApplication(ConsoleApplication.class);
    application.addInitializers(
        starting ->
            ((GenericApplicationContext) starting)
                .registerBean(
                    "clockOfTheTest", Clock.class, () -> clock, bean -> bean.setPrimary(true)));
    context = application.run(arguments.toArray(String[]::new));
  }

  /** Returns the address of the pages. */
  public URI address() {
    return URI.create(
        "http://127.0.0.1:" + ((WebServerApplicationContext) context).getWebServer().getPort());
  }

  /** Returns ingestion-service as the console sees it. */
  public RecordedService ingestion() {
    return ingestion;
  }

  /** Returns db-consumption-service as the console sees it. */
  public RecordedService consumption() {
    return consumption;
  }

  /** Returns stream-service as the console sees it. */
  public RecordedService streams() {
    return streams;
  }

  /** Returns a visitor who has not signed in. */
  public Visit visit() {
    return new Visit(address());
  }

  /** Returns a visitor who has signed in. */
  public Visit signedIn(String name) {
    Visit visit = visit();
    visit.signIn(name, PASSWORD);
    return visit;
  }

  /** Returns a bean of the console, for what no page shows. */
  public <T> T part(Class<T> type) {
    return context.getBean(type);
  }

  /** Returns the port of health and metrics. */
  public int managementPort() {
    return context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
  }

  @Override
  public void close() {
    context.close();
    ingestion.close();
    consumption.close();
    streams.close();
  }
}
