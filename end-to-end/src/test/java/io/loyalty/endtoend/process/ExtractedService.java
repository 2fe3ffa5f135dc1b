package io.loyalty.endtoend.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/** Unpacks a service's jar as the images do: its JVM then starts in two thirds of the time. */
record ExtractedService(Path jar, String mainClass) {
  private static final Path PLACE = Path.of("target", "services").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Map<Path, ExtractedService> SERVICES = new ConcurrentHashMap<>();

  /** Unpacks the jar unless that is done; several JVMs may do so at once. */
  static ExtractedService of(Path packaged) throws IOException {
    ExtractedService known = SERVICES.get(packaged);
    if (known != null) {
      return known;
    }
    String name = packaged.getFileName().toString();
    Path home = PLACE.resolve("%s-%08x".formatted(name, checksum(packaged)));
    if (!Files.exists(home)) {
      extract(packaged, home);
    }
    Path jar = home.resolve(name);
    try (JarFile opened = new JarFile(jar.toFile())) {
      String main = opened.getManifest().getMainAttributes().getValue("Main-Class");
      ExtractedService service = new ExtractedService(jar, main);
      SERVICES.put(packaged, service);
      return service;
    }
  }

  private static long checksum(Path file) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(Files.readAllBytes(file));
    return sum.getValue();
  }

  private static void extract(Path packaged, Path home) throws IOException {
    Files.createDirectories(PLACE);
    Path mine = Files.createTempDirectory(PLACE, "new");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djarmode=tools",
                "-jar",
                packaged.toString(),
                "extract",
                "--force",
                "--destination",
                mine.toString())
            .redirectErrorStream(true)
            .redirectOutput(PLACE.resolve(mine.getFileName() + ".log").toFile())
            .start();
    assertThat(process.onExit())
        .as("the log is beside %s", mine)
        .succeedsWithin(PATIENCE)
        .extracting(Process::exitValue)
        .isEqualTo(0);
    try {
      Files.move(mine, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException anotherWasFaster) {
      assertThat(home).isDirectory();
    }
  }
}
