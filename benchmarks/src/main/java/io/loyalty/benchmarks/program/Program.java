package io.loyalty.benchmarks.program;

import io.loyalty.localstack.guard.ParentGuard;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs a JVM that ends with this one and logs its garbage collections. */
public final class Program implements AutoCloseable {
  /** Lists the options of the services' images, in addition to those of all programs. */
  private static final List<String> OF_SERVICES = List.of("-XX:NewRatio=1");

  private static final Pattern COLLECTION = Pattern.compile("(\\d+)M->(\\d+)M\\(\\d+M\\)");

  private static final long STOP_SECONDS = 30;

  /** Is what a JVM runs. */
  private record Main(String classPath, String name, List<String> arguments) {
    /** Returns the JVM's arguments, so that it ends with this one. */
    List<String> guarded() {
      List<String> program = new ArrayList<>(List.of("-cp", classPath));
      program.addAll(
          List.of(ParentGuard.class.getName(), Long.toString(ProcessHandle.current().pid()), name));
      program.addAll(arguments);
      return program;
    }
  }

  private final String name;
  private final Process process;
  private final Path directory;

  private Program(String name, Process process, Path directory) {
    this.name = name;
    this.process = process;
    this.directory = directory;
  }

  /** Starts a class of this class path. */
  public static Program start(String name, Path directory, Class<?> main, List<String> arguments)
      throws IOException {
    return start(name, directory, System.getProperty("java.class.path"), main.getName(), arguments);
  }

  /** Starts a main class of another class path, under the service's memory limit. */
  public static Program start(
      String name, Path directory, String classPath, String main, List<String> arguments)
      throws IOException {
    return launch(name, directory, List.of(), new Main(classPath, main, arguments));
  }

  /** Starts a class of this class path that stands for what others use, with a heap of its own. */
  public static Program peer(
      String name, Path directory, String heap, Class<?> main, List<String> arguments)
      throws IOException {
    return peer(
        name, directory, heap, System.getProperty("java.class.path"), main.getName(), arguments);
  }

  /**
   * Starts a main class of another class path, with a heap of its own.
   *
   * @param heap the most memory of its heap, as {@code -Xmx} takes it, such as {@code 1g}
   */
  public static Program peer(
      String name,
      Path directory,
      String heap,
      String classPath,
      String main,
      List<String> arguments)
      throws IOException {
    // The JVM obeys the last of several limits.
    return launch(name, directory, List.of("-Xmx" + heap), new Main(classPath, main, arguments));
  }

  private static Program launch(String name, Path directory, List<String> further, Main main)
      throws IOException {
    Files.createDirectories(directory);
    List<String> options = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC"));
    options.addAll(further);
    options.addAll(options(name));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xlog:gc:file=" + directory.resolve(name + ".gc.log"));
    command.addAll(options);
    command.addAll(main.guarded());
    StartedPrograms.add(name, options, main.arguments());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(name + ".log").toFile());
    builder.environment().put("AWS_ACCESS_KEY_ID", "local");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
    return new Program(name, builder.start(), directory);
  }

  /**
   * Starts a service of the project from its unpacked jar, as its image does: below Boot's own
   * class loader, LZ4 does without its native code.
   */
  public static Program service(
      String name, Path directory, Path home, String module, List<String> arguments)
      throws IOException {
    return service(name, directory, home, module, Optional.empty(), arguments);
  }

  /**
   * Starts a service as {@link #service(String, Path, Path, String, List)} does, with a directory
   * before its own class path, such as one with further contracts.
   */
  public static Program service(
      String name,
      Path directory,
      Path home,
      String module,
      Optional<Path> before,
      List<String> arguments)
      throws IOException {
    Path jar = home.resolve("%1$s/target/unpacked/%1$s.jar".formatted(module));
    if (!Files.exists(jar)) {
      throw new IllegalStateException("%s is missing; benchmarks/run unpacks it".formatted(jar));
    }
    return launch(
        name,
        directory,
        OF_SERVICES,
        new Main(
            withGuard(before.map(each -> each + File.pathSeparator).orElse("") + jar),
            mainClass(jar),
            arguments));
  }

  private static String mainClass(Path jar) throws IOException {
    try (var file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
    }
  }

  /** Adds the guard to a class path, which ends a program when this one ends. */
  public static String withGuard(String classPath) {
    return guard() + File.pathSeparator + classPath;
  }

  private static Path guard() {
    try {
      return Path.of(ParentGuard.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns additional options for the JVM of that name, such as those of a profiler. */
  private static List<String> options(String name) {
    String options = System.getProperty("benchmarks.options." + name, "");
    return options.isBlank() ? List.of() : List.of(options.split(" "));
  }

  /** Returns the name that it was started with. */
  public String name() {
    return name;
  }

  /** Suspends the process; its input waits. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Resumes the process. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  /** Ends the process at once, as kill -9 does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits until it has ended by itself, and throws an exception if it fails or takes too long. */
  public void awaitSuccess(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) || process.exitValue() != 0) {
      throw new IllegalStateException(
          "%s has not succeeded, see %s".formatted(name, directory.resolve(name + ".log")));
    }
  }

  /** Returns the processor time since its start. */
  public Duration cpu() {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IllegalStateException("this system tells no processor time"));
  }

  /** Returns the most memory that it has had, in MiB. */
  public long peakMemory() {
    return new ProcessTree(process.pid()).peak();
  }

  /** Throws an exception if the process has ended. */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "%s has ended with code %d, see %s"
              .formatted(name, process.exitValue(), directory.resolve(name + ".log")));
    }
  }

  /** Returns the largest heap before a collection, in MiB. */
  public int fullestHeap() throws IOException {
    return most(1);
  }

  /** Returns the largest heap after a collection, in MiB. */
  public int mostLive() throws IOException {
    return most(2);
  }

  /** Returns whether a line of its log has the word. */
  public boolean hasLogged(String word) throws IOException {
    try (Stream<String> lines = Files.lines(directory.resolve(name + ".log"))) {
      return lines.anyMatch(line -> line.contains(word));
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void signal(String name) throws IOException, InterruptedException {
    int exit =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException("%s gets no signal %s".formatted(this.name, name));
    }
  }

  private int most(int group) throws IOException {
    int most = 0;
    for (String line : Files.readAllLines(directory.resolve(name + ".gc.log"))) {
      Matcher collection = COLLECTION.matcher(line);
      if (collection.find()) {
        most = Math.max(most, Integer.parseInt(collection.group(group)));
      }
    }
    return most;
  }
}
