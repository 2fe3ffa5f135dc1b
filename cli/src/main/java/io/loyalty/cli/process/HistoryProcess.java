package io.loyalty.cli.process;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs an ingestion-service that reads files instead of a queue and ends by itself; one at a time
 * per data directory. {@link #close()} may be called by any thread, all other methods by one thread
 * only.
 */
public final class HistoryProcess implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";
  private static final Duration GRACE = Duration.ofSeconds(45);

  private final FileLock lock;
  private final Path account;
  private final URI address;
  private final ChildProcess child;

  private HistoryProcess(FileLock lock, Path account, URI address, ChildProcess child) {
    this.lock = lock;
    this.account = account;
    this.address = address;
    this.child = child;
  }

  /**
   * Describes what is read, and how.
   *
   * @param path a file, a directory, or - for standard input
   * @param rate the maximum number of lines per second; 0 for no limit
   * @param again whether earlier progress is discarded
   */
  public record Source(String path, int rate, boolean again) {
    boolean isStandardInput() {
      return path.equals(STANDARD_INPUT);
    }
  }

  /**
   * Starts the process.
   *
   * @param home the project's directory
   * @throws StartFailedException if there is nothing to read, or another process is running
   */
  public static HistoryProcess start(
      Source source, HistoryTarget target, DataDirectory directory, Path home) {
    if (!source.isStandardInput() && !Files.exists(Path.of(source.path()))) {
      throw new StartFailedException("%s does not exist".formatted(source.path()));
    }
    Path own = directory.root().resolve("ingest");
    FileLock lock = lock(own);
    Path account = own.resolve("account.json");
    Path progress = own.resolve(progressName(source, target));
    try {
      Files.createDirectories(directory.logs());
      Files.deleteIfExists(account);
      if (source.again()) {
        Files.deleteIfExists(progress);
      }
    } catch (IOException e) {
      throw new StartFailedException("%s can't be used: %s".formatted(own, e.getMessage()), e);
    }
    int port = FreePort.find();
    List<String> settings = new ArrayList<>(target.settings(port));
    settings.add("--ingestion.file.path=" + absolute(source));
    settings.add("--ingestion.file.progress=" + progress);
    settings.add("--ingestion.file.account=" + account);
    settings.add("--ingestion.file.rate=" + source.rate());
    ChildProcess child =
        ChildProcess.start(
            "ingest",
            new JavaProgram(home).busyService("ingestion-service", settings),
            Map.of(),
            directory.logs(),
            source.isStandardInput()
                ? ProcessBuilder.Redirect.INHERIT
                : ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return new HistoryProcess(lock, account, URI.create("http://127.0.0.1:" + port), child);
  }

  /** Returns the address of its API. */
  public URI address() {
    return address;
  }

  /** Returns whether it is still running. */
  public boolean isAlive() {
    return child.isAlive();
  }

  /** Returns its account as JSON; empty if it ended too early. */
  public Optional<String> account() {
    try {
      return Files.exists(account) ? Optional.of(Files.readString(account)) : Optional.empty();
    } catch (IOException e) {
      throw new StartFailedException("%s can't be read: %s".formatted(account, e.getMessage()), e);
    }
  }

  /** Returns the reason why it ended without an account. */
  public String failure() {
    return child.refusal().orElseGet(() -> "ingestion-service has ended. " + child.endOfLog());
  }

  /** Ends it in order, and returns when it has exited. */
  @Override
  public synchronized void close() {
    child.end(GRACE);
    try {
      lock.acquiredBy().close();
    } catch (IOException e) {
      throw new StartFailedException("The data directory can't be released", e);
    }
  }

  private static String absolute(Source source) {
    return source.isStandardInput()
        ? STANDARD_INPUT
        : Path.of(source.path()).toAbsolutePath().normalize().toString();
  }

  /**
   * Returns one name for each path and target: lines loaded into one pipeline are not loaded into
   * another.
   */
  private static String progressName(Source source, HistoryTarget target) {
    String path = absolute(source);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((path + "\n" + target.identity()).getBytes(StandardCharsets.UTF_8));
      Path name = Path.of(path).getFileName();
      return "%s-%s.progress"
          .formatted(
              name == null ? "root" : name, HexFormat.of().formatHex(digest).substring(0, 12));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static FileLock lock(Path own) {
    try {
      Files.createDirectories(own);
      FileChannel channel =
          FileChannel.open(
              own.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new StartFailedException(
            "Another ingest is at work with its data in %s; wait for its end.".formatted(own));
      }
      return lock;
    } catch (IOException e) {
      throw new StartFailedException("%s can't be used: %s".formatted(own, e.getMessage()), e);
    }
  }
}
