package io.loyalty.ingestion;

import io.loyalty.ingestion.topic.TopicProperties;
import io.loyalty.schemas.asyncapi.AsyncApiDocument;
import io.loyalty.schemas.contract.EventCatalogue;
import java.io.PrintStream;
import java.util.Arrays;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;

/**
 * What the program does instead of ingesting when its first argument is {@code asyncapi}: it writes
 * an AsyncAPI document of the topics to its standard output. It needs neither queue nor broker nor
 * registry; of its settings, the prefix of topics counts.
 */
final class AsyncApiCommand {
  private static final String NAME = "asyncapi";

  private AsyncApiCommand() {}

  static boolean isNamedBy(String[] args) {
    return args.length > 0 && args[0].equals(NAME);
  }

  /** Runs it with the settings after its name, and returns the exit code. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(Wiring.class)
            .web(WebApplicationType.NONE)
            .bannerMode(Banner.Mode.OFF)
            .logStartupInfo(false)
            // Its standard output is the document.
            .properties("logging.threshold.console=OFF")
            .run(Arrays.copyOfRange(args, 1, args.length))) {
      out.print(
          AsyncApiDocument.of(
                  EventCatalogue.fromClasspath(),
                  context.getBean(TopicProperties.class).prefix(),
                  version(context))
              .json());
      out.flush();
      return 0;
    } catch (RuntimeException e) {
      err.println(
          "The document was not written: "
              + NestedExceptionUtils.getMostSpecificCause(e).getMessage());
      return 1;
    }
  }

  private static String version(ConfigurableApplicationContext context) {
    return context.getBeanProvider(BuildProperties.class).stream()
        .map(BuildProperties::getVersion)
        .findFirst()
        .orElse("development");
  }

  /** The settings of topics and the version, and nothing else of the service. */
  @EnableConfigurationProperties(TopicProperties.class)
  @ImportAutoConfiguration(ProjectInfoAutoConfiguration.class)
  static class Wiring {}
}
