package io.loyalty.localstack;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps two processes of a user from choosing the same free port: a part may bind its port long
 * after it was chosen, and again after a stop. A process holds its ports until it ends, as locks of
 * single bytes of one file. Thread-safe.
 */
final class PortClaims {
  private static final List<FileLock> held = new ArrayList<>();
  private static FileChannel claims;

  private PortClaims() {}

  /** Claims a port for this process; returns false if any process has it already. */
  static synchronized boolean claim(int port) {
    try {
      if (claims == null) {
        // Never closed: the system then releases every lock of the process on this file.
        claims = FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      }
      FileLock lock = claims.tryLock(port, 1, false);
      return lock != null && held.add(lock);
    } catch (OverlappingFileLockException ours) {
      return false;
    } catch (IOException e) {
      throw new LocalStackException("Ports cannot be claimed in %s".formatted(file()), e);
    }
  }

  private static Path file() {
    return Path.of(
        System.getProperty("java.io.tmpdir"),
        "local-stack.%s.ports".formatted(System.getProperty("user.name")));
  }
}
