package io.loyalty.localstack;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the unpacked registry distribution, which is too large for the jar. */
final class RegistryHome {
  private static final String PROPERTY = "localstack.registry.home";

  private RegistryHome() {}

  /** Returns the registry's own jar, from the first place that contains one. */
  static Path runnerJar() {
    String named = System.getProperty(PROPERTY);
    Stream<Path> places =
        named == null
            ? Stream.concat(Stream.of(besideOurClasses()), inThisCheckout())
            : Stream.of(Path.of(named));
    return places
        .flatMap(place -> runnerIn(place).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new LocalStackException(
                    "The schema registry is not in %s; build the module local-stack first or set -D%s"
                        .formatted(named == null ? besideOurClasses() : named, PROPERTY)));
  }

  /** Returns our jar, or the directory of our classes. */
  static Path ourClasses() {
    try {
      return Path.of(
          RegistryHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path besideOurClasses() {
    return ourClasses().resolveSibling("registry");
  }

  /**
   * Finds the distribution in this checkout: a test of another module may use the installed jar,
   * which has no distribution next to it.
   */
  private static Stream<Path> inThisCheckout() {
    return Stream.iterate(Path.of("").toAbsolutePath(), up -> up != null, Path::getParent)
        .map(directory -> directory.resolve("local-stack/target/registry"));
  }

  private static Optional<Path> runnerIn(Path directory) {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      List<Path> runners =
          files.filter(file -> file.toString().endsWith("-runner.jar")).sorted().toList();
      return runners.stream().findFirst();
    } catch (IOException e) {
      throw new LocalStackException("Directory %s cannot be read".formatted(directory), e);
    }
  }
}
