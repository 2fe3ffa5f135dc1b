package io.loyalty.localstack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Holds the directory of all the stack's files, locked by one stack at a time. */
final class DataDirectory implements AutoCloseable {
  private final Path root;
  private final FileChannel lock;

  private DataDirectory(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /**
   * Locks the directory and creates it if it is missing; the system releases the lock of a killed
   * process.
   */
  static DataDirectory take(Path directory) {
    try {
      Path root = Files.createDirectories(directory).toRealPath();
      Path lockFile = root.resolve("lock");
      FileChannel channel =
          FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        throw new LocalStackException(
            "Data directory %s is in use by another local stack; stop that or set --data-dir"
                .formatted(root));
      }
      DataDirectory taken = new DataDirectory(root, channel);
      deleteTree(taken.temp());
      Files.createDirectories(taken.temp());
      return taken;
    } catch (IOException e) {
      throw new LocalStackException(
          "Data directory %s cannot be used: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException sameProcess) {
      return false;
    }
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path secondKafka() {
    return root.resolve("kafka-2");
  }

  Path sqs() {
    return root.resolve("sqs");
  }

  Path registry() {
    return root.resolve("registry");
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  /**
   * Returns a directory that every start empties, so that files of killed stacks do not accumulate.
   */
  Path temp() {
    return root.resolve("tmp");
  }

  void delete() {
    try {
      deleteTree(root);
    } catch (IOException e) {
      throw new LocalStackException(
          "Data directory %s cannot be deleted: %s".formatted(root, e.getMessage()), e);
    }
  }

  static void deleteTree(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> files = Files.walk(tree)) {
      deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path file : deepestFirst) {
      Files.deleteIfExists(file);
    }
  }

  /** Writes a file atomically: after a kill it has either the old content or the new. */
  static void write(Path file, String content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, content, StandardCharsets.UTF_8);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new LocalStackException("Data directory %s cannot be released".formatted(root), e);
    }
  }
}
