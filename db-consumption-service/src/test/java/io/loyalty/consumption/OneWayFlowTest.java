package io.loyalty.consumption;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.util.List;
import java.util.Map;
import org.apache.avro.JsonProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rooms import one way. Each rule is also held against {@code planted}, a house with a fault for
 * it, so that no rule passes because it sees nothing.
 */
class OneWayFlowTest {
  private static final String HOUSE = "io.loyalty.consumption";
  private static final String PLANTED = "io.loyalty.consumption.planted";
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(HOUSE);
  private static final JavaClasses FAULTS = new ClassFileImporter().importPackages(PLANTED);

  /** A vendor's packages, by the only room that may know them. */
  private static final Map<String, String[]> VENDORS =
      Map.of(
          "topic", new String[] {"org.apache.kafka..", "org.springframework.kafka.."},
          "record", new String[] {"org.apache.avro.."},
          "warehouse",
              new String[] {
                "java.sql..",
                "javax.sql..",
                "org.postgresql..",
                "org.flywaydb..",
                "org.springframework.jdbc.."
              });

  @Test
  void roomsImportOneWay() {
    layers(HOUSE).check(CLASSES);
  }

  @Test
  void noRoomImportsTheRoot() {
    root(HOUSE).check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"topic", "record", "warehouse"})
  void eachVendorStaysInItsRoom(String room) {
    fence(HOUSE, room).check(CLASSES);
  }

  @Test
  void onlyTheContractReadsTheAttributesOfAvroFields() {
    noClasses()
        .should()
        .callMethodWhere(
            target(owner(assignableTo(JsonProperties.class)))
                .and(target(nameMatching("get.*Prop.*"))))
        .check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "topic.ReadsFlow, flow.Middle",
    "warehouse.ReadsTopic, topic.Plain",
    "record.ReadsBatch, batch.Plain",
    "deadletter.ReadsBatch, batch.Plain",
    "batch.ReadsWarehouse, warehouse.Plain",
    "decode.ReadsWarehouse, warehouse.Plain",
    "replay.ReadsFlow, flow.Middle",
    "flow.ReadsReplay, replay.Plain",
    "proof.ReadsReplay, replay.Plain",
    "schedule.ReadsWarehouse, warehouse.Plain",
    "api.ReadsDecode, decode.Plain"
  })
  void seesAnImportThatGoesBack(String from, String to) {
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
        .anyMatch(line -> line.contains(PLANTED + ".flow.ReadsRoot"));
  }

  @ParameterizedTest
  @CsvSource({"topic, flow.KnowsKafka", "record, batch.KnowsAvro", "warehouse, flow.KnowsSql"})
  void seesAVendorOutsideItsRoom(String room, String culprit) {
    assertThat(failures(fence(PLANTED, room)))
        .anyMatch(line -> line.contains(PLANTED + "." + culprit));
  }

  private static ArchRule layers(String house) {
    return layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(house + "..")
        .layer("api")
        .definedBy(house + ".api..")
        .layer("flow")
        .definedBy(house + ".flow..")
        .layer("proof")
        .definedBy(house + ".proof..")
        .layer("replay")
        .definedBy(house + ".replay..")
        .layer("decode")
        .definedBy(house + ".decode..")
        .layer("topic")
        .definedBy(house + ".topic..")
        .layer("warehouse")
        .definedBy(house + ".warehouse..")
        .layer("batch")
        .definedBy(house + ".batch..")
        .layer("record")
        .definedBy(house + ".record..")
        .layer("deadletter")
        .definedBy(house + ".deadletter..")
        .layer("table")
        .definedBy(house + ".table..")
        .layer("schedule")
        .definedBy(house + ".schedule..")
        .whereLayer("api")
        .mayOnlyAccessLayers(
            "flow",
            "replay",
            "proof",
            "topic",
            "record",
            "batch",
            "warehouse",
            "deadletter",
            "schedule",
            "table")
        .whereLayer("flow")
        .mayOnlyAccessLayers(
            "decode", "topic", "record", "batch", "warehouse", "deadletter", "schedule", "table")
        .whereLayer("replay")
        .mayOnlyAccessLayers(
            "decode", "topic", "record", "batch", "warehouse", "deadletter", "table")
        .whereLayer("proof")
        .mayOnlyAccessLayers(
            "decode", "topic", "record", "batch", "warehouse", "deadletter", "schedule", "table")
        .whereLayer("decode")
        .mayOnlyAccessLayers("topic", "record", "batch", "deadletter", "table")
        .whereLayer("topic")
        .mayOnlyAccessLayers("table")
        .whereLayer("warehouse")
        .mayOnlyAccessLayers("batch", "deadletter", "table")
        .whereLayer("batch")
        .mayOnlyAccessLayers("record", "deadletter", "table")
        .whereLayer("record")
        .mayOnlyAccessLayers("table")
        .whereLayer("deadletter")
        .mayNotAccessAnyLayer()
        .whereLayer("schedule")
        .mayNotAccessAnyLayer()
        .whereLayer("table")
        .mayNotAccessAnyLayer()
        .ensureAllClassesAreContainedInArchitectureIgnoring(house);
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
        .and()
        .resideOutsideOfPackage(room.equals("record") ? house + ".table.." : house + ".none")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(VENDORS.get(room));
  }

  private static List<String> failures(ArchRule rule) {
    EvaluationResult result = rule.evaluate(FAULTS);
    return result.getFailureReport().getDetails();
  }
}
