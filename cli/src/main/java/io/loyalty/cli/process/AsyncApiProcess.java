package io.loyalty.cli.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs an ingestion-service that writes the AsyncAPI document of the topics, and ends. */
public final class AsyncApiProcess {
  private AsyncApiProcess() {}

  /**
   * Runs it, and waits for its end.
   *
   * @param home the project's directory
   * @param prefix the programme; empty: the service's own
   * @return the document; empty if the process failed, which has then written why to standard error
   * @throws StartFailedException if the service is not built
   */
  public static Optional<String> run(Path home, Optional<String> prefix)
      throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of("asyncapi"));
    prefix.ifPresent(each -> arguments.add("--ingestion.topic.prefix=" + each));
    try {
      Process process =
          new ProcessBuilder(new JavaProgram(home).service("ingestion-service", arguments))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String document = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return process.waitFor() == 0 ? Optional.of(document) : Optional.empty();
    } catch (IOException e) {
      throw new StartFailedException("ingestion-service can't be started: " + e.getMessage(), e);
    }
  }
}
