package io.loyalty.cli.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the rules for fraud on a file: ingestion-service encodes its events, and stream-service
 * reads them through a pipe. Each of the two does what is its own.
 */
public final class FraudTrialProcess {
  private static final String STANDARD_INPUT = "-";

  private FraudTrialProcess() {}

  /**
   * Runs both until the file ends.
   *
   * @param home the project's directory
   * @param file an NDJSON file, plain or gzip, or - for standard input
   * @param settings keys of stream-service with their values
   * @param line takes each line of the result, a JSON object
   * @return whether both ended well; if not, they have written why to standard error
   * @throws StartFailedException if the file can't be read, or the services are not built
   */
  public static boolean run(Path home, String file, List<String> settings, Consumer<String> line)
      throws InterruptedException {
    JavaProgram programs = new JavaProgram(home);
    try {
      List<Process> both =
          ProcessBuilder.startPipeline(
              List.of(
                  builder(
                          programs.busyService(
                              "ingestion-service",
                              List.of(
                                  "encode",
                                  "--ingestion.record.accepted-past="
                                      + ServiceSettings.ACCEPTED_PAST)))
                      .redirectInput(input(file)),
                  builder(programs.busyService("stream-service", trial(settings)))));
      read(both.get(1), line);
      boolean isComplete = true;
      for (Process each : both) {
        isComplete &= each.waitFor() == 0;
      }
      return isComplete;
    } catch (IOException e) {
      throw new StartFailedException("The rules can't be tried: " + e.getMessage(), e);
    }
  }

  private static List<String> trial(List<String> settings) {
    List<String> arguments = new ArrayList<>(List.of("fraud-test"));
    settings.forEach(each -> arguments.add("--" + each));
    return arguments;
  }

  private static ProcessBuilder builder(List<String> command) {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  private static ProcessBuilder.Redirect input(String file) {
    if (file.equals(STANDARD_INPUT)) {
      return ProcessBuilder.Redirect.INHERIT;
    }
    Path path = Path.of(file);
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new StartFailedException("%s is no file that can be read".formatted(file));
    }
    return ProcessBuilder.Redirect.from(path.toFile());
  }

  private static void read(Process process, Consumer<String> line) throws IOException {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String next = out.readLine(); next != null; next = out.readLine()) {
        line.accept(next);
      }
    }
  }
}
