package io.loyalty.cli.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds the command lines of the three programs; each runs under a guard that ends it with this
 * process.
 */
final class JavaProgram {
  private static final String GUARD = "io.loyalty.localstack.guard.ParentGuard";
  // Ctrl-C reaches every process of a terminal at once; only the launcher may react to it, so that
  // the others end in order.
  private static final String UNDISTURBED = "trap '' INT HUP; exec \"$@\"";

  private final Path home;

  JavaProgram(Path home) {
    this.home = home;
  }

  List<String> localStack(List<String> arguments) {
    Path target = home.resolve("local-stack/target");
    return command(
        List.of("-Xmx512m", "-XX:+UseSerialGC"),
        stackJar() + ":" + target.resolve("lib") + "/*",
        "io.loyalty.localstack.LocalStackMain",
        arguments);
  }

  /**
   * Returns the command line of a service with little load: with the JVM's first compiler only, it
   * starts much faster.
   */
  List<String> service(String name, List<String> arguments) {
    return service(name, List.of("-XX:TieredStopAtLevel=1"), arguments);
  }

  /** Returns the command line of a service with a high load from the start. */
  List<String> busyService(String name, List<String> arguments) {
    return service(name, List.of(), arguments);
  }

  private List<String> service(String name, List<String> options, List<String> arguments) {
    Path jar = home.resolve(name).resolve("target").resolve(name + ".jar");
    requireBuilt(jar);
    List<String> all = new ArrayList<>(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:NewRatio=1"));
    all.addAll(options);
    return command(
        all,
        stackJar() + ":" + jar,
        "org.springframework.boot.loader.launch.JarLauncher",
        arguments);
  }

  private Path stackJar() {
    Path jar = home.resolve("local-stack/target/local-stack.jar");
    requireBuilt(jar);
    return jar;
  }

  private static void requireBuilt(Path jar) {
    if (!Files.exists(jar)) {
      throw new StartFailedException("%s is missing; build it with: mvn package".formatted(jar));
    }
  }

  private static List<String> command(
      List<String> options, String classPath, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", UNDISTURBED, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, GUARD));
    command.add(Long.toString(ProcessHandle.current().pid()));
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }
}
