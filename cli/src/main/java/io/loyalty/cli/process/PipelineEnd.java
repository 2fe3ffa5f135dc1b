package io.loyalty.cli.process;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Ends a pipeline that another process has started. */
public final class PipelineEnd {
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private PipelineEnd() {}

  /**
   * Ends a running pipeline in order, and any processes that a killed one did not end.
   *
   * @return the names of the ended processes; empty if none was running
   * @throws StartFailedException if the pipeline does not end
   */
  public static List<String> of(DataDirectory directory) {
    Optional<ProcessHandle> launcher =
        RunningPipeline.read(directory).flatMap(running -> running.launcher().process());
    if (launcher.isPresent()) {
      launcher.get().destroy();
      if (!ProcessEnd.gone(launcher.get(), PATIENCE)) {
        throw new StartFailedException(
            "The pipeline (process %d) has not ended after %d s; its logs are in %s"
                .formatted(launcher.get().pid(), PATIENCE.toSeconds(), directory.logs()));
      }
      Leftovers.end(directory);
      return List.of("the pipeline");
    }
    FileLock lock =
        directory
            .lock()
            .orElseThrow(
                () -> new StartFailedException("The pipeline is just starting; try again."));
    try {
      List<String> ended = Leftovers.end(directory);
      lock.acquiredBy().close();
      return ended;
    } catch (IOException e) {
      throw new StartFailedException("The data directory can't be released", e);
    }
  }
}
