package io.loyalty.cli.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Where a local pipeline keeps everything. */
public record DataDirectory(Path root) {
  /** Makes the path absolute: children run elsewhere. */
  public DataDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /** Logs of all processes. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** Where senders write down what they sent. */
  public Path journal() {
    return root.resolve("sent");
  }

  /** What allows to act on this pipeline, for its owner's eyes only. */
  public Path token() {
    return root.resolve("token");
  }

  Path localStack() {
    return root.resolve("local-stack");
  }

  Path scratch() {
    return root.resolve("scratch");
  }

  Path running() {
    return root.resolve("running.json");
  }

  /**
   * Takes the directory for one launcher; the system gives it back when that process ends, however
   * it ends.
   */
  Optional<FileLock> lock() {
    try {
      Files.createDirectories(logs());
      FileChannel channel =
          FileChannel.open(
              root.resolve("up.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
      if (lock.isEmpty()) {
        channel.close();
      }
      return lock;
    } catch (OverlappingFileLockException sameProcess) {
      return Optional.empty();
    } catch (IOException e) {
      throw new StartFailedException(
          "The data directory %s can't be used: %s".formatted(root, e.getMessage()), e);
    }
  }
}
