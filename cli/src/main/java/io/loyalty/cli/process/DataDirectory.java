package io.loyalty.cli.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Names the files of a local pipeline. */
public record DataDirectory(Path root) {
  /** Makes the path absolute, because child processes have other working directories. */
  public DataDirectory {
    root = root.toAbsolutePath().normalize();
  }

  /** Returns the directory of all processes' logs. */
  public Path logs() {
    return root.resolve("logs");
  }

  /** Returns the file in which senders record what they sent. */
  public Path journal() {
    return root.resolve("sent");
  }

  /** Returns the file of the pipeline's token, which only its owner may read. */
  public Path token() {
    return root.resolve("token");
  }

  /** Returns the file of the token of the link to the console, which only its owner may read. */
  Path consoleLink() {
    return root.resolve("console-link");
  }

  Path localStack() {
    return root.resolve("local-stack");
  }

  Path streamState() {
    return root.resolve("stream-state");
  }

  Path scratch() {
    return root.resolve("scratch");
  }

  Path running() {
    return root.resolve("running.json");
  }

  /**
   * Locks the directory for one launcher; the system releases the lock when that process ends in
   * any way.
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
