package io.loyalty.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rooms import one way: what shows an answer knows the answers, what feeds or starts the pipeline
 * knows the sample's till, and that is all. Each rule is also held against {@code planted}, a house
 * with a fault for it, so that no rule passes because it sees nothing.
 */
class OneWayFlowTest {
  private static final String HOUSE = "io.loyalty.cli";
  private static final String PLANTED = "io.loyalty.cli.planted";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(HOUSE);
  private static final JavaClasses FAULTS = new ClassFileImporter().importPackages(PLANTED);

  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("account", Set.of("service", "text")),
          Map.entry("proof", Set.of("text")),
          Map.entry("replay", Set.of("text")),
          Map.entry("deadletter", Set.of("text")),
          Map.entry("validation", Set.of("text")),
          Map.entry("contract", Set.of("text")),
          Map.entry("service", Set.of("text")),
          Map.entry("text", Set.of()),
          Map.entry("queue", Set.of("sample")),
          Map.entry("process", Set.of("sample")),
          Map.entry("sample", Set.of()));

  /** A vendor's packages, by the only room that may know them; the command line is the root's. */
  private static final Map<String, String> VENDORS =
      Map.of("queue", "software.amazon..", "root", "picocli..");

  @Test
  void roomsImportOneWay() {
    layers(HOUSE).check(CLASSES);
  }

  @Test
  void noRoomImportsTheRoot() {
    root(HOUSE).check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"queue", "root"})
  void eachVendorStaysInItsRoom(String room) {
    fence(HOUSE, room).check(CLASSES);
  }

  @Test
  void onlyTheClientKnowsHttp() {
    http(HOUSE).check(CLASSES);
  }

  @Test
  void seesHttpOutsideTheClient() {
    assertThat(failures(http(PLANTED)))
        .anyMatch(line -> line.contains(PLANTED + ".account.KnowsHttp"));
  }

  @Test
  void everyRoomThatIsNamedIsThere() {
    assertThat(MAY_IMPORT.keySet())
        .allMatch(
            room ->
                CLASSES.stream()
                    .anyMatch(each -> each.getPackageName().equals(HOUSE + "." + room)));
  }

  @ParameterizedTest
  @CsvSource({
    "service.ReadsReplay, replay.Shown",
    "replay.ReadsProof, proof.Shown",
    "sample.ReadsQueue, queue.Fed"
  })
  void seesAnImportThatGoesBackOrAside(String from, String to) {
    assertThat(failures(layers(PLANTED)))
        .anyMatch(line -> line.contains(PLANTED + "." + from) && line.contains(PLANTED + "." + to));
  }

  @Test
  void seesARoomThatNobodyPlanned() {
    assertThat(failures(layers(PLANTED))).anyMatch(line -> line.contains(PLANTED + ".util.Handy"));
  }

  @Test
  void seesAnImportOfTheRoot() {
    assertThat(failures(root(PLANTED)))
        .anyMatch(line -> line.contains(PLANTED + ".account.ReadsRoot"));
  }

  @ParameterizedTest
  @CsvSource({"queue, process.KnowsSqs", "root, proof.KnowsPicocli"})
  void seesAVendorOutsideItsRoom(String room, String culprit) {
    assertThat(failures(fence(PLANTED, room)))
        .anyMatch(line -> line.contains(PLANTED + "." + culprit));
  }

  private static ArchRule layers(String house) {
    LayeredArchitecture layers =
        layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(house + "..")
            .withOptionalLayers(true);
    for (String room : MAY_IMPORT.keySet()) {
      layers = layers.layer(room).definedBy(house + "." + room + "..");
    }
    for (Map.Entry<String, Set<String>> room : MAY_IMPORT.entrySet()) {
      var rule = layers.whereLayer(room.getKey());
      layers =
          room.getValue().isEmpty()
              ? rule.mayNotAccessAnyLayer()
              : rule.mayOnlyAccessLayers(room.getValue().toArray(String[]::new));
    }
    return layers.ensureAllClassesAreContainedInArchitectureIgnoring(house);
  }

  private static ArchRule root(String house) {
    return noClasses()
        .that()
        .resideInAPackage(house + ".*..")
        .should()
        .dependOnClassesThat(resideInAPackage(house));
  }

  /** The root wires every room, so it may know them all. */
  private static ArchRule fence(String house, String room) {
    return noClasses()
        .that()
        .resideInAPackage(house + ".*..")
        .and()
        .resideOutsideOfPackage(house + "." + room + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(VENDORS.get(room));
  }

  private static ArchRule http(String house) {
    return noClasses()
        .that()
        .resideInAPackage(house + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net.http..", "org.springframework..");
  }

  private static List<String> failures(ArchRule rule) {
    return rule.evaluate(FAULTS).getFailureReport().getDetails();
  }
}
