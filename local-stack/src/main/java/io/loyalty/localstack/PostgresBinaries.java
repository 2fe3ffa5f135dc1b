package io.loyalty.localstack;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Unpacks the PostgreSQL programs for this machine once for all stacks of a checkout, which takes
 * some seconds of CPU time.
 */
final class PostgresBinaries implements PgBinaryResolver {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);
  private static final String UNPACKED = ".exists";

  private final Path directory;

  PostgresBinaries(Path directory) {
    this.directory = directory;
  }

  /** Starts a server from the programs. */
  interface Start {
    EmbeddedPostgres run() throws IOException;
  }

  /** Returns the directory beside the registry's distribution, which all stacks share. */
  static PostgresBinaries shared() {
    return new PostgresBinaries(RegistryHome.runnerJar().getParent().resolveSibling("postgres"));
  }

  Path directory() {
    return directory;
  }

  /** Starts a server; the first one unpacks the programs, and others wait for that. */
  EmbeddedPostgres start(Start start) throws IOException {
    Files.createDirectories(directory);
    if (!bundles(PostgresBinaries::isUnpacked).isEmpty()) {
      return start.run();
    }
    synchronized (PostgresBinaries.class) {
      Path lockFile = directory.resolveSibling(directory.getFileName() + ".lock");
      try (FileChannel channel =
              FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        LOG.debug("Unpacking PostgreSQL in {} with {}", directory, lock);
        discardIncomplete();
        return start.run();
      }
    }
  }

  /** Deletes an interrupted unpacking: the library fails on existing files. */
  private void discardIncomplete() throws IOException {
    for (Path bundle : bundles(each -> !isUnpacked(each))) {
      DataDirectory.deleteTree(bundle);
    }
  }

  private List<Path> bundles(Predicate<Path> chosen) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isDirectory).filter(chosen).toList();
    }
  }

  private static boolean isUnpacked(Path bundle) {
    return Files.exists(bundle.resolve(UNPACKED));
  }

  /**
   * Finds the programs without the library's own resolver, which runs a script from the temp
   * directory and may leave it there.
   */
  @Override
  public InputStream getPgBinary(String system, String machine) {
    String architecture = machine.equals("aarch64") ? "arm_64" : machine;
    String name = "postgres-%s-%s.txz".formatted(system.toLowerCase(Locale.ROOT), architecture);
    InputStream bundle = PostgresBinaries.class.getResourceAsStream("/" + name);
    if (bundle == null) {
      throw new LocalStackException("there is no PostgreSQL for " + system + " on " + machine);
    }
    return bundle;
  }
}
