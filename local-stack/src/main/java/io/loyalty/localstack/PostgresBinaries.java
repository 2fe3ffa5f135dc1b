package io.loyalty.localstack;

import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Unpacks the PostgreSQL programs for this machine, once per data directory. */
final class PostgresBinaries implements PgBinaryResolver {
  private static final String UNPACKED = ".exists";

  private final Path directory;

  PostgresBinaries(Path directory) {
    this.directory = directory;
  }

  Path directory() {
    return directory;
  }

  /** Deletes an interrupted unpacking: the library fails on existing files. */
  void discardIncomplete() throws IOException {
    Files.createDirectories(directory);
    List<Path> bundles;
    try (Stream<Path> files = Files.list(directory)) {
      bundles = files.toList();
    }
    for (Path bundle : bundles) {
      if (!Files.exists(bundle.resolve(UNPACKED))) {
        DataDirectory.deleteTree(bundle);
      }
    }
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
