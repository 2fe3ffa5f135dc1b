package io.loyalty.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.loyalty.face.testing.HouseRules;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests which packages may import each other. Each rule is also tested with {@code planted},
 * packages with a fault for each rule, so that no rule passes because it matches nothing.
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
          Map.entry("recovery", Set.of("option", "service", "text")),
          Map.entry("deadletter", Set.of("text")),
          Map.entry("fraud", Set.of("option", "process", "text")),
          Map.entry("streams", Set.of("option", "replay", "text")),
          Map.entry("event", Set.of("text")),
          Map.entry("scorecard", Set.of("text")),
          Map.entry("validation", Set.of("text")),
          Map.entry("contract", Set.of("text")),
          Map.entry("service", Set.of("text")),
          Map.entry("option", Set.of("deadletter", "process", "replay", "service")),
          Map.entry("feed", Set.of("account", "process", "queue", "sample", "service")),
          Map.entry("text", Set.of()),
          Map.entry("queue", Set.of("sample")),
          Map.entry("process", Set.of("sample")),
          Map.entry("sample", Set.of()));

  private static final HouseRules RULES = new HouseRules(HOUSE, MAY_IMPORT);
  private static final HouseRules WRONG = new HouseRules(PLANTED, MAY_IMPORT);

  /** Maps a vendor's packages to the only packages, besides the root, that may use them. */
  private static final Map<String, Set<String>> VENDORS =
      Map.of(
          "software.amazon..",
          Set.of("queue"),
          "picocli..",
          Set.of("fraud", "option", "recovery", "streams"));

  @Test
  void roomsImportOneWay() {
    RULES.everyClassHasARoom().check(CLASSES);
  }

  @Test
  void noRoomImportsTheRoot() {
    RULES.noRoomImportsTheRoot().check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"software.amazon..", "picocli.."})
  void eachVendorStaysInItsRooms(String vendor) {
    RULES.fence(VENDORS.get(vendor), vendor).check(CLASSES);
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
    assertThat(failures(WRONG.everyClassHasARoom()))
        .anyMatch(line -> line.contains(PLANTED + "." + from) && line.contains(PLANTED + "." + to));
  }

  @Test
  void seesARoomThatNobodyPlanned() {
    assertThat(failures(WRONG.everyClassHasARoom()))
        .anyMatch(line -> line.contains(PLANTED + ".util.Handy"));
  }

  @Test
  void seesAnImportOfTheRoot() {
    assertThat(failures(WRONG.noRoomImportsTheRoot()))
        .anyMatch(line -> line.contains(PLANTED + ".account.ReadsRoot"));
  }

  @ParameterizedTest
  @CsvSource({"software.amazon.., process.KnowsSqs", "picocli.., proof.KnowsPicocli"})
  void seesAVendorOutsideItsRooms(String vendor, String culprit) {
    assertThat(failures(WRONG.fence(VENDORS.get(vendor), vendor)))
        .anyMatch(line -> line.contains(PLANTED + "." + culprit));
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
