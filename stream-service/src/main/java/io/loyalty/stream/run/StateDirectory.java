package io.loyalty.stream.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes the directory in which all stages keep their state. Stateless. */
final class StateDirectory {
  private StateDirectory() {}

  /**
   * Makes the directory where it is missing. Kafka Streams takes a directory that it can't make for
   * a broken disk, also if another stage has made it in the same moment.
   *
   * @throws BrokenStageException if it can't be made or written
   */
  static void make(Path directory) {
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory);
      }
    } catch (IOException e) {
      throw new BrokenStageException(
          "the directory %s can't be made (%s); let this user write there, or set stream.state-directory"
              .formatted(directory, e.getClass().getSimpleName()),
          e);
    }
    if (!Files.isWritable(directory)) {
      throw new BrokenStageException(
          "the directory %s can't be written; let this user write there, or set stream.state-directory"
              .formatted(directory));
    }
  }
}
