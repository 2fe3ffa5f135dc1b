package io.loyalty.endtoend.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that the documentation matches the project: packages, decisions, links and version. */
class DocumentationTest {
  private static final Path PROJECT = Path.of("..");
  private static final Path ARCHITECTURE = PROJECT.resolve("docs/architecture.md");
  private static final Path DECISIONS = PROJECT.resolve("docs/decisions");
  private static final Pattern ROOM = Pattern.compile("(?m)^\\| `([^`]+)` \\| ");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern ANCHOR = Pattern.compile("[^\\p{L}\\p{N} _-]");
  private static final Pattern STATUS =
      Pattern.compile(
          "Status: (?:(accepted) on DATE(, amended by LINK)?|(superseded by LINK) on DATE)\\."
              .replace("DATE", "\\d{4}-\\d{2}-\\d{2}")
              .replace("LINK", "\\[\\d{4}]\\([^)]+\\.md\\)"));
  private static final Pattern TAG =
      Pattern.compile("(?:loyalty/[a-z-]+:|newTag: )([0-9][0-9A-Za-z.-]*)");

  @ParameterizedTest
  @MethodSource("modules")
  void theArchitectureNamesEachPackageOfAModuleAndNoOther(String module) throws IOException {
    assertThat(rooms(section(module)))
        .as("rooms of %s in docs/architecture.md, a row for each package with classes", module)
        .containsExactlyInAnyOrderElementsOf(packages(module));
  }

  static Stream<String> modules() throws IOException {
    return find("\\./pom\\.xml|\\./[^/]+/pom\\.xml")
        .map(pom -> pom.getParent().getFileName().toString())
        .filter(module -> Files.isDirectory(PROJECT.resolve(module).resolve("src/main/java")))
        .toList()
        .stream();
  }

  @Test
  void eachDecisionHasAStatusThatTheIndexRepeats() throws IOException {
    Map<String, String> index = new TreeMap<>();
    for (String line : Files.readAllLines(DECISIONS.resolve("README.md"))) {
      Matcher row =
          Pattern.compile("\\| \\[(.+)]\\((\\d{4}-.+\\.md)\\) \\| (.+) \\|").matcher(line);
      if (row.matches()) {
        index.put(row.group(2), row.group(1) + ": " + row.group(3));
      }
    }

    Map<String, String> decisions = new TreeMap<>();
    for (Path page : find("\\./docs/decisions/\\d{4}-[^/]+\\.md").toList()) {
      List<String> lines = Files.readAllLines(page);
      Matcher status = STATUS.matcher(lines.get(2));
      assertThat(status.matches()).as("status in line 3 of %s: %s", page, lines.get(2)).isTrue();
      String said =
          status.group(1) == null
              ? status.group(3)
              : status.group(1) + (status.group(2) == null ? "" : status.group(2));
      decisions.put(
          page.getFileName().toString(), lines.get(0).replaceFirst("# ", "") + ": " + said);
    }

    assertThat(decisions).isNotEmpty().isEqualTo(index);
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) throws IOException {
    List<String> broken = new ArrayList<>();
    for (String link : links(page)) {
      String[] parts = link.split("#", 2);
      Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
      boolean leads =
          parts.length == 1
              ? Files.exists(target)
              : Files.exists(target) && anchors(target).contains(parts[1]);
      if (!leads) {
        broken.add(link);
      }
    }
    assertThat(broken).as("links of %s", page).isEmpty();
  }

  static Stream<Path> pages() throws IOException {
    return find("\\./(?:[^/]+|docs/.+|deploy/.+)\\.md");
  }

  @Test
  void everyImageIsTaggedWithTheVersionOfTheProduct() throws IOException {
    Matcher revision =
        Pattern.compile("<revision>(.+?)(?:-SNAPSHOT)?</revision>")
            .matcher(Files.readString(PROJECT.resolve("pom.xml")));
    assertThat(revision.find()).isTrue();

    Set<String> tags = new TreeSet<>();
    for (Path file : find("\\./docker-compose\\.yml|\\./deploy/.+\\.(?:md|yaml|yml)").toList()) {
      TAG.matcher(Files.readString(file)).results().map(tag -> tag.group(1)).forEach(tags::add);
    }
    assertThat(tags).containsExactly(revision.group(1));
  }

  @ParameterizedTest
  @MethodSource("modules")
  void noModuleHasAVersionOfItsOwn(String module) throws IOException {
    assertThat(Files.readString(PROJECT.resolve(module).resolve("pom.xml")))
        .containsPattern(
            "<parent>\\s*<groupId>io\\.loyalty</groupId>[^/]+/artifactId>\\s*"
                + "<version>\\$\\{revision}</version>");
  }

  private static Set<String> rooms(String section) {
    return ROOM.matcher(section).results().map(room -> room.group(1)).collect(Collectors.toSet());
  }

  private static String section(String module) throws IOException {
    Matcher section =
        Pattern.compile("\n### " + module + "\n(.*?)(?=\n##)", Pattern.DOTALL)
            .matcher(Files.readString(ARCHITECTURE));
    assertThat(section.find()).as("docs/architecture.md has a section %s", module).isTrue();
    return section.group(1);
  }

  /**
   * Returns the packages by their path below the module's root package, which has its full name.
   */
  private static Set<String> packages(String module) throws IOException {
    Path sources = PROJECT.resolve(module).resolve("src/main/java");
    Path root = root(sources);
    Set<String> packages = new TreeSet<>();
    try (Stream<Path> files = Files.walk(sources)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .map(Path::getParent)
          .map(
              folder ->
                  folder.equals(root)
                      ? sources.relativize(root).toString().replace('/', '.')
                      : root.relativize(folder).toString())
          .forEach(packages::add);
    }
    return packages;
  }

  private static Path root(Path sources) throws IOException {
    try (Stream<Path> below = Files.list(sources.resolve("io/loyalty"))) {
      return below.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  /** Returns the links, without code, external links and examples. */
  private static List<String> links(Path page) throws IOException {
    String prose = Files.readString(page).replaceAll("(?s)```.*?```", "").replaceAll("`[^`]*`", "");
    return LINK.matcher(prose)
        .results()
        .map(link -> link.group(1))
        .filter(link -> !link.matches("[a-z]+:.*"))
        .toList();
  }

  private static Set<String> anchors(Path page) throws IOException {
    return Pattern.compile("(?m)^#+ (.+)$")
        .matcher(Files.readString(page).replaceAll("(?s)```.*?```", ""))
        .results()
        .map((MatchResult heading) -> heading.group(1).toLowerCase(Locale.ROOT))
        .map(heading -> ANCHOR.matcher(heading).replaceAll("").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /** Finds files of the project by their path, such as {@code ./pom.xml}, but no build output. */
  private static Stream<Path> find(String pattern) throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT, 5)) {
      return files
          .filter(file -> !file.toString().contains("/target/"))
          .filter(file -> ("./" + PROJECT.relativize(file)).matches(pattern))
          .sorted()
          .toList()
          .stream();
    }
  }
}
