package io.loyalty.endtoend.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * Unpacks a service's jar as the images do, and archives the classes that its start loads, so that
 * its JVM starts with a fraction of the CPU time. Both are done once for each build.
 *
 * @param classPath the class path: the jar of the parent guard and the service's
 * @param mainClass the service's main class
 * @param archive the archived classes; the JVM starts without them if they don't fit
 */
record ExtractedService(String classPath, String mainClass, Path archive) {
  private static final Path PLACE = Path.of("target", "services").toAbsolutePath();
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final String GUARD = "io.loyalty.localstack.guard.ParentGuard";
  private static final Map<Path, ExtractedService> SERVICES = new HashMap<>();

  /** The archive is only valid for a JVM with these options. */
  private static final List<String> OPTIONS =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  /** Unpacks the jar unless that is done; several JVMs may call it at once. */
  static synchronized ExtractedService of(Path packaged, Path guard) throws IOException {
    ExtractedService known = SERVICES.get(packaged);
    if (known == null) {
      known = make(packaged, guard);
      SERVICES.put(packaged, known);
    }
    return known;
  }

  /** Returns the command that runs the service until this JVM ends. */
  List<String> command() {
    return command(List.of("-XX:SharedArchiveFile=" + archive));
  }

  private List<String> command(List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(JAVA.toString());
    command.addAll(OPTIONS);
    command.addAll(more);
    command.addAll(List.of("-cp", classPath, GUARD));
    command.add(Long.toString(ProcessHandle.current().pid()));
    command.add(mainClass);
    return command;
  }

  private static ExtractedService make(Path packaged, Path guard) throws IOException {
    String name = packaged.getFileName().toString();
    Path home = PLACE.resolve("%s-%08x".formatted(name, checksum(packaged, guard)));
    Path copiedGuard = home.resolve("guard.jar");
    Path jar = home.resolve(name);
    Path ready = home.resolve("ready");
    Files.createDirectories(PLACE);
    try (FileChannel channel =
            FileChannel.open(
                PLACE.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      if (!Files.exists(ready)) {
        run(
            List.of(
                JAVA.toString(),
                "-Djarmode=tools",
                "-jar",
                packaged.toString(),
                "extract",
                "--force",
                "--destination",
                home.toString()));
        // The archive is only valid for jars that have not been written since.
        Files.copy(guard, copiedGuard, StandardCopyOption.REPLACE_EXISTING);
      }
      ExtractedService service =
          new ExtractedService(
              copiedGuard + File.pathSeparator + jar, mainClass(jar), home.resolve("classes.jsa"));
      if (!Files.exists(ready)) {
        service.archiveClasses();
        Files.createFile(ready);
      }
      return service;
    }
  }

  /** Starts the service until its beans are there; nothing of it connects to a server before. */
  private void archiveClasses() throws IOException {
    List<String> command =
        command(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Dspring.context.exit=onRefresh"));
    run(
        Stream.concat(
                command.stream(),
                Stream.of(
                    "--server.port=0",
                    "--management.server.port=0",
                    "--ingestion.queue.url=http://127.0.0.1:1/000000000000/none",
                    "--ingestion.queue.region=us-east-1",
                    "--ingestion.registry.url=http://127.0.0.1:1",
                    "--stream.registry.url=http://127.0.0.1:1"))
            .toList());
    assertThat(archive).isRegularFile();
  }

  private static String mainClass(Path jar) throws IOException {
    try (JarFile opened = new JarFile(jar.toFile())) {
      return opened.getManifest().getMainAttributes().getValue("Main-Class");
    }
  }

  private static long checksum(Path... files) throws IOException {
    CRC32 sum = new CRC32();
    for (Path file : files) {
      sum.update(Files.readAllBytes(file));
    }
    sum.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }

  private static void run(List<String> command) throws IOException {
    Path log = Files.createTempFile(PLACE, "made", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertThat(process.onExit())
        .as("the log is %s", log)
        .succeedsWithin(PATIENCE)
        .extracting(Process::exitValue)
        .isEqualTo(0);
    Files.delete(log);
  }
}
