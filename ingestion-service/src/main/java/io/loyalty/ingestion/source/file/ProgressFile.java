package io.loyalty.ingestion.source.file;

import io.loyalty.ingestion.source.BrokenSourceException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the progress of each file in a progress file that is replaced as a whole: after a crash it
 * holds the old state or the new one. Not thread-safe.
 */
final class ProgressFile {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path path;
  private final String programme;
  private final Map<String, SafeProgress> files = new LinkedHashMap<>();

  /** Creates the progress for the topics with the prefix {@code programme}. */
  private ProgressFile(Path path, String programme) {
    this.path = path;
    this.programme = programme;
  }

  /** Describes up to where a file is safe on Kafka. */
  record SafeProgress(
      String name, long size, String firstBytes, long lines, long bytes, boolean isComplete) {}

  /** Is the content of the progress file. */
  record Content(String programme, List<SafeProgress> files) {}

  /**
   * Reads the progress file, and checks that it can be written.
   *
   * @throws BrokenSourceException if it can't, or was written for another programme
   */
  static ProgressFile open(Path path, String programme) {
    ProgressFile progress = new ProgressFile(path, programme);
    try {
      if (Files.exists(path)) {
        Content content = JSON.readValue(Files.readAllBytes(path), Content.class);
        if (content.programme() == null || content.files() == null) {
          throw foreign(path, null);
        }
        if (!programme.equals(content.programme())) {
          throw new BrokenSourceException(
              "%s holds the progress for the programme %s, not %s: set another ingestion.file.progress."
                  .formatted(path, content.programme(), programme),
              null);
        }
        content.files().forEach(each -> progress.files.put(each.name(), each));
      }
      progress.write();
      return progress;
    } catch (JacksonException e) {
      throw foreign(path, e);
    } catch (IOException e) {
      throw new BrokenSourceException(
          "The progress can't be kept in %s: %s. Set ingestion.file.progress."
              .formatted(path, HistoryFile.phrase(e)),
          e);
    }
  }

  private static BrokenSourceException foreign(Path path, JacksonException cause) {
    return new BrokenSourceException(
        "%s is not a progress file of ingestion-service: delete it, or set another ingestion.file.progress."
            .formatted(path),
        cause);
  }

  /**
   * Returns where to resume in the file with this number in the run.
   *
   * @throws BrokenSourceException if it is another file than the one of this name before
   */
  FilePosition place(HistoryFile file, int number) {
    SafeProgress safe = files.get(file.name());
    if (safe == null) {
      return new FilePosition(number, 0, 0, false);
    }
    if (safe.size() != file.size() || !safe.firstBytes().equals(file.firstBytes())) {
      throw new BrokenSourceException(
          "%s is another file than the one of that name that was read before: give it another name, or delete %s to read everything again."
              .formatted(file.place(), path),
          null);
    }
    return new FilePosition(number, safe.lines(), safe.bytes(), safe.isComplete());
  }

  /** Records that everything in a file up to this position is safe. */
  void note(HistoryFile file, FilePosition safe) {
    files.put(
        file.name(),
        new SafeProgress(
            file.name(), file.size(), file.firstBytes(), safe.lines(), safe.bytes(), safe.isEnd()));
  }

  /** Replaces the progress file, so that it survives a loss of power. */
  void write() throws IOException {
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    byte[] content = JSON.writeValueAsBytes(new Content(programme, List.copyOf(files.values())));
    try (FileChannel out =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        out.write(rest);
      }
      out.force(true);
    }
    Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(path.getParent(), StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
