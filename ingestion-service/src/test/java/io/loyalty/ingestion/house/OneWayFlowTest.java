package io.loyalty.ingestion.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.loyalty.face.testing.HouseRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Checks the package rules of the service. Below {@code io.loyalty.planted} are small examples with
 * one fault each: the rule for it must find it, and no other rule may.
 */
class OneWayFlowTest {
  private static final String ROOT = "io.loyalty.ingestion";
  private static final int MOST_CLASSES = 25;
  private static final int MOST_LINES = 300;
  private static final String PLANTED = "io.loyalty.planted.";

  private static final JavaClasses SERVICE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages(ROOT);
  private final IngestionRules rules = new IngestionRules(ROOT);

  @Test
  void theServiceIsLookedAt() {
    assertThat(SERVICE.size()).isGreaterThan(50);
  }

  @Test
  void roomsImportOneWay() {
    rules.house().oneWay().check(SERVICE);
  }

  @Test
  void everyClassHasARoom() {
    rules.house().everyClassHasARoom().check(SERVICE);
  }

  @Test
  void noRoomImportsTheRoot() {
    rules.house().noRoomImportsTheRoot().check(SERVICE);
  }

  @Test
  void vendorsStayInTheirRooms() {
    rules.vendorFences().forEach(fence -> fence.check(SERVICE));
  }

  @Test
  void onlyTheContractReadsTheAttributesOfAvroFields() {
    HouseRules.onlyTheContractReadsAttributes().check(SERVICE);
  }

  /** Allows one large package: the nodes of compiled contracts, one for each kind of value. */
  @Test
  void onlyTheCompiledContractsAreManyClasses() {
    assertThat(HouseRules.crowdedPackages(SERVICE, MOST_CLASSES))
        .containsOnlyKeys(ROOT + ".record.plan");
  }

  @Test
  void noClassIsLong() throws IOException {
    assertThat(HouseRules.longFiles(Path.of("src/main/java"), MOST_LINES)).isEmpty();
  }

  @Test
  void compiledContractsKnowNothingOfRecords_andOnlyRecordsKnowThem() {
    rules.compiledContracts().forEach(rule -> rule.check(SERVICE));
  }

  @Test
  void theRuleOfOneWayFindsATopicThatKnowsASource() {
    assertThat(findings("topicknowssource")).containsExactly("one way", "has a room");
  }

  @Test
  void kindsOfSourcesKnowOnlyWhatASourceIs() {
    rules.kindsOfSources().forEach(rule -> rule.check(SERVICE));
  }

  @Test
  void theFlowKnowsNoKindOfSource() {
    rules.flowKnowsNoKindOfSource().check(SERVICE);
  }

  @Test
  void theRuleOfKindsFindsAKindOfSourceThatKnowsAnother() {
    assertThat(findings("kindknowskind")).containsExactly("kinds");
  }

  @Test
  void theRuleOfTheRootFindsARoomThatImportsIt() {
    assertThat(findings("roomknowsroot")).containsExactly("root");
  }

  @Test
  void theRuleOfRoomsFindsACupboard() {
    assertThat(findings("cupboard")).containsExactly("has a room");
  }

  @ParameterizedTest
  @ValueSource(strings = {"awsoutside", "kafkaoutside", "avrooutside", "sqloutside"})
  void aFenceFindsAVendorOutsideOfItsRoom(String house) {
    assertThat(findings(house)).containsExactly("fence");
  }

  @Test
  void noRuleFindsAFaultInASoundHouse() {
    assertThat(findings("sound")).isEmpty();
  }

  private static List<String> findings(String house) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages(PLANTED + house);
    IngestionRules rules = new IngestionRules(PLANTED + house);
    assertThat(classes).isNotEmpty();
    return Stream.of(
            finding("one way", rules.house().oneWay(), classes),
            finding("has a room", rules.house().everyClassHasARoom(), classes),
            finding("root", rules.house().noRoomImportsTheRoot(), classes),
            rules.kindsOfSources().stream().flatMap(rule -> finding("kinds", rule, classes)),
            rules.vendorFences().stream().flatMap(fence -> finding("fence", fence, classes)))
        .flatMap(found -> found)
        .toList();
  }

  private static Stream<String> finding(String name, ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).hasViolation() ? Stream.of(name) : Stream.empty();
  }
}
