package io.loyalty.stream;

import io.loyalty.stream.fraud.rule.FraudProperties;
import io.loyalty.stream.fraud.trial.FraudTrial;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/**
 * What the program does instead of running stages when its first argument is {@code fraud-test}: it
 * runs the rules for fraud on records of its standard input. It needs no broker.
 */
final class FraudTestCommand {
  private static final String NAME = "fraud-test";

  private FraudTestCommand() {}

  static boolean isNamedBy(String[] args) {
    return args.length > 0 && args[0].equals(NAME);
  }

  /** Runs it with the settings after its name, and returns the exit code. */
  static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Wiring.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            // Its standard output is the alerts.
            .properties("logging.threshold.console=OFF")
            .run(Arrays.copyOfRange(args, 1, args.length))) {
      FraudTrial.run(context.getBean(FraudProperties.class), in, out);
      return 0;
    } catch (IOException | UncheckedIOException e) {
      err.println("The rules were not tried: " + e.getMessage());
    } catch (RuntimeException e) {
      err.println(
          "The rules were not tried: " + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
    }
    return 1;
  }

  /** The rules, and nothing else of the service. */
  @EnableConfigurationProperties(FraudProperties.class)
  static class Wiring {}
}
