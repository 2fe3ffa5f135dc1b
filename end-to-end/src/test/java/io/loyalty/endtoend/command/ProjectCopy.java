package io.loyalty.endtoend.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.loyalty.endtoend.command.PipelineCommand.RunningCommand;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies the files of the project that the command needs, so that a test can change its contract
 * and migrations.
 */
final class ProjectCopy {
  private static final Path ORIGINAL = Path.of("..").toAbsolutePath().normalize();
  private static final String SERVICE = "db-consumption-service";
  private static final String MIGRATIONS = "src/main/resources/db/migration";

  /** Where the command lists the programs whose jars it compares with their sources. */
  private static final Pattern PROGRAMS =
      Pattern.compile("^modules=\"([a-z -]+)\"$", Pattern.MULTILINE);

  private final Path home;
  private int runs;

  private ProjectCopy(Path home) {
    this.home = home;
  }

  static ProjectCopy in(Path directory) throws IOException {
    ProjectCopy copy = new ProjectCopy(directory);
    for (String file : List.of("pipeline", "pom.xml")) {
      Files.copy(ORIGINAL.resolve(file), directory.resolve(file));
    }
    copy.take("schemas");
    copy.take("face");
    copy.take("connections");
    copy.take("client");
    for (String program : programs()) {
      copy.take(program);
      Path built = ORIGINAL.resolve(program).resolve("target");
      Path jar = built.resolve(program + ".jar");
      assertThat(jar).as("built before by: mvn package").exists();
      Path target = Files.createDirectories(directory.resolve(program).resolve("target"));
      if (program.equals(SERVICE)) {
        Files.copy(jar, target.resolve(jar.getFileName()));
      } else {
        Files.createSymbolicLink(target.resolve(jar.getFileName()), jar);
        Files.createSymbolicLink(target.resolve("lib"), built.resolve("lib"));
      }
    }
    return copy;
  }

  private static List<String> programs() throws IOException {
    List<String> programs =
        PROGRAMS
            .matcher(Files.readString(ORIGINAL.resolve("pipeline")))
            .results()
            .flatMap(list -> Stream.of(list.group(1).split(" ")))
            .toList();
    assertThat(programs).as("programs that the command builds").contains(SERVICE, "cli");
    return programs;
  }

  private void take(String module) throws IOException {
    Path from = ORIGINAL.resolve(module);
    List<Path> files = new ArrayList<>(List.of(from.resolve("pom.xml")));
    try (Stream<Path> sources = Files.walk(from.resolve("src/main"))) {
      sources.filter(Files::isRegularFile).forEach(files::add);
    }
    for (Path file : files) {
      Path to = home.resolve(ORIGINAL.relativize(file).toString());
      Files.createDirectories(to.getParent());
      Files.copy(file, to);
    }
  }

  /** Changes the Avro file of an event type. */
  void change(String eventType, UnaryOperator<String> change) throws IOException {
    Path file = avro(eventType);
    String before = Files.readString(file);
    String after = change.apply(before);
    assertThat(after).as("the change finds something to change").isNotEqualTo(before);
    Files.writeString(file, after);
  }

  /** Packages the changed sources into the service's jar without Maven. */
  void build(String eventType) throws IOException {
    try (FileSystem service = jar(home.resolve(SERVICE).resolve("target/" + SERVICE + ".jar"))) {
      for (Path migration : migrations()) {
        Files.copy(
            migration,
            service.getPath("BOOT-INF/classes/db/migration", migration.getFileName().toString()),
            StandardCopyOption.REPLACE_EXISTING);
      }
      Path contract = contract(service);
      Path outside = home.resolve("contract.jar");
      Files.copy(contract, outside, StandardCopyOption.REPLACE_EXISTING);
      try (FileSystem schemas = jar(outside)) {
        Files.copy(
            avro(eventType),
            schemas.getPath("avro", eventType + ".avsc"),
            StandardCopyOption.REPLACE_EXISTING);
      }
      Files.copy(outside, contract, StandardCopyOption.REPLACE_EXISTING);
    }
    // The command compares its sources with the jar, and builds the jar again if it is older.
    Files.writeString(home.resolve("cli/target/pipeline-built"), "");
  }

  private static Path contract(FileSystem service) throws IOException {
    try (Stream<Path> libraries = Files.list(service.getPath("BOOT-INF/lib"))) {
      return libraries
          .filter(each -> each.getFileName().toString().startsWith("schemas-"))
          .findFirst()
          .orElseThrow();
    }
  }

  /** Jars in jars must not be packed. */
  private static FileSystem jar(Path file) throws IOException {
    return FileSystems.newFileSystem(file, Map.of("compressionMethod", "STORED"));
  }

  /** Returns the migrations in order. */
  List<Path> migrations() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve(SERVICE).resolve(MIGRATIONS))) {
      return files.sorted((one, other) -> Integer.compare(version(one), version(other))).toList();
    }
  }

  /** Adds a manually written migration. */
  void migrate(String name, String sql) throws IOException {
    int next = migrations().stream().mapToInt(ProjectCopy::version).max().orElseThrow() + 1;
    Files.writeString(
        home.resolve(SERVICE).resolve(MIGRATIONS).resolve("V%d__%s.sql".formatted(next, name)),
        sql);
  }

  static int version(Path migration) {
    return Integer.parseInt(
        migration.getFileName().toString().replaceFirst("^V(\\d+)__.*\\.sql$", "$1"));
  }

  /** Runs the command, with its output in one file. */
  RunningCommand pipeline(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(home.resolve("pipeline").toString()));
    command.addAll(List.of(arguments));
    Path output = home.resolve("output-" + runs++);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return new RunningCommand(builder.start(), output);
  }

  private Path avro(String eventType) {
    return home.resolve("schemas/src/main/avro").resolve(eventType + ".avsc");
  }
}
