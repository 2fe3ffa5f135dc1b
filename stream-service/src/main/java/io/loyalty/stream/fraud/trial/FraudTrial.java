package io.loyalty.stream.fraud.trial;

import io.loyalty.stream.fraud.rule.FraudProperties;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Runs the rules on records that come as lines, and writes their alerts. Those of rules that are
 * only shadowed are among them: whoever tries a rule wants to see them.
 */
public final class FraudTrial {
  private FraudTrial() {}

  /**
   * Runs until the records end.
   *
   * @param rules the rules with their thresholds
   * @param in records as {@code ingestion-service encode} writes them
   * @param out where the alerts go, each a line of JSON
   */
  public static void run(FraudProperties rules, InputStream in, PrintStream out)
      throws IOException {
    Path state = Files.createTempDirectory("fraud-trial");
    try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      TrialLines trial = new TrialLines(lines, out).readSchemas();
      try (var driver = new TrialDriver(rules.withoutShadows(), trial.schemas(), state)) {
        trial.run(driver);
      }
    } finally {
      delete(state);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
