package io.loyalty.consumption;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.loyalty.face.testing.HouseRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests which packages may import each other, and their size. Each rule is also applied to {@code
 * planted}, packages with a fault for each rule, so that no rule passes because it matches nothing.
 */
class OneWayFlowTest {
  private static final String HOUSE = "io.loyalty.consumption";
  private static final String PLANTED = "io.loyalty.consumption.planted";
  private static final int MOST_CLASSES = 25;
  private static final int MOST_LINES = 300;
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(HOUSE);
  private static final JavaClasses FAULTS = new ClassFileImporter().importPackages(PLANTED);

  /** Maps each package to the packages that it may import; a prefix stands for all below it. */
  private static final Map<String, List<String>> MAY_IMPORT = mayImport();

  /** Maps the packages that may use a vendor's client to the client's packages. */
  private static final Map<List<String>, String[]> VENDORS =
      Map.of(
          List.of("topic"), new String[] {"org.apache.kafka..", "org.springframework.kafka.."},
          List.of("record", "table", "masking"), new String[] {"org.apache.avro.."},
          List.of("warehouse"),
              new String[] {
                "java.sql..",
                "javax.sql..",
                "org.postgresql..",
                "org.flywaydb..",
                "org.springframework.jdbc.."
              });

  private static final HouseRules RULES = new HouseRules(HOUSE, MAY_IMPORT);
  private static final HouseRules WRONG = new HouseRules(PLANTED, MAY_IMPORT);

  private static Map<String, List<String>> mayImport() {
    Map<String, List<String>> rooms = new LinkedHashMap<>();
    rooms.put(
        "api",
        List.of(
            "holds",
            "live",
            "load",
            "lookup",
            "replay",
            "recovery",
            "run",
            "proof",
            "masking",
            "topic",
            "warehouse",
            "log",
            "table"));
    rooms.put(
        "meters",
        List.of("live", "load", "proof", "topic", "warehouse", "log", "table", "schedule"));
    rooms.put("masking", List.of("topic", "warehouse", "table"));
    rooms.put("holds", List.of("live", "load", "topic", "warehouse", "log", "table"));
    List<String> loop =
        List.of("decode", "topic", "warehouse", "batch", "record", "log", "table", "schedule");
    List<String> onTheLoop = new ArrayList<>(loop);
    onTheLoop.add("load");
    rooms.put("live", onTheLoop);
    List<String> runs = new ArrayList<>(onTheLoop);
    runs.add("run");
    rooms.put("replay", runs);
    rooms.put("recovery", runs);
    rooms.put("run", List.of("load", "topic", "warehouse", "log"));
    rooms.put("load", loop);
    rooms.put("proof", loop);
    rooms.put(
        "lookup", List.of("masking", "decode", "topic", "warehouse", "record", "log", "table"));
    rooms.put("decode", List.of("topic", "batch", "record", "log", "table"));
    rooms.put("topic", List.of("log", "table"));
    List<String> underTheWarehouse = List.of("batch", "log", "table", "schedule");
    rooms.put("warehouse.sql", underTheWarehouse);
    rooms.put("warehouse.staging", underTheWarehouse);
    for (String room :
        List.of(
            "load",
            "proof",
            "deadletters",
            "tables",
            "status",
            "decisions",
            "run",
            "replay",
            "recovery",
            "lookup",
            "scorecards",
            "audit")) {
      List<String> seen = new ArrayList<>(underTheWarehouse);
      seen.add("warehouse.sql");
      if (room.equals("load")) {
        seen.add("warehouse.staging");
      }
      if (room.equals("replay") || room.equals("recovery")) {
        seen.addAll(List.of("warehouse.load", "warehouse.run", "warehouse.deadletters"));
      }
      rooms.put("warehouse." + room, seen);
    }
    rooms.put("batch", List.of("record", "log", "table"));
    rooms.put("record", List.of("table"));
    rooms.put("table", List.of());
    rooms.put("log", List.of());
    rooms.put("schedule", List.of());
    return rooms;
  }

  @Test
  void roomsImportOneWay() {
    RULES.everyClassHasARoom().check(CLASSES);
  }

  @Test
  void noRoomImportsTheRoot() {
    RULES.noRoomImportsTheRoot().check(CLASSES);
  }

  @Test
  void eachVendorStaysInItsRoom() {
    VENDORS.forEach((rooms, vendor) -> RULES.fence(rooms, vendor).check(CLASSES));
  }

  @Test
  void noRoomIsCrowded() {
    assertThat(HouseRules.crowdedPackages(CLASSES, MOST_CLASSES)).isEmpty();
  }

  @Test
  void noClassIsLong() throws IOException {
    assertThat(HouseRules.longFiles(Path.of("src/main/java"), MOST_LINES)).isEmpty();
  }

  @Test
  void onlyTheContractReadsTheAttributesOfAvroFields() {
    HouseRules.onlyTheContractReadsAttributes().check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "topic.ReadsLoad, load.Middle",
    "warehouse.load.ReadsTopic, topic.Plain",
    "warehouse.proof.ReadsLoad, warehouse.load.Plain",
    "record.ReadsBatch, batch.Plain",
    "log.ReadsBatch, batch.Plain",
    "table.ReadsBatch, batch.Plain",
    "batch.ReadsWarehouse, warehouse.load.Plain",
    "decode.ReadsWarehouse, warehouse.load.Plain",
    "replay.ReadsLive, live.Plain",
    "live.ReadsReplay, replay.Plain",
    "load.ReadsLive, live.Plain",
    "load.ReadsReplay, replay.Plain",
    "run.ReadsReplay, replay.Plain",
    "proof.ReadsReplay, replay.Plain",
    "lookup.ReadsReplay, replay.Plain",
    "schedule.ReadsWarehouse, warehouse.load.Plain",
    "masking.ReadsLoad, load.Middle",
    "meters.ReadsDecode, decode.Plain",
    "api.ReadsDecode, decode.Plain"
  })
  void seesAnImportThatGoesBack(String from, String to) {
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
        .anyMatch(line -> line.contains(PLANTED + ".load.ReadsRoot"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"load.KnowsKafka", "batch.KnowsAvro", "load.KnowsSql"})
  void seesAVendorOutsideItsRoom(String culprit) {
    assertThat(
            VENDORS.entrySet().stream()
                .flatMap(each -> failures(WRONG.fence(each.getKey(), each.getValue())).stream()))
        .anyMatch(line -> line.contains(PLANTED + "." + culprit));
  }

  @Test
  void seesARoomThatIsCrowded() {
    assertThat(HouseRules.crowdedPackages(FAULTS, 3)).containsOnlyKeys(PLANTED + ".load");
  }

  @Test
  void seesAClassThatIsLong() throws IOException {
    assertThat(HouseRules.longFiles(Path.of("src/main/java"), 10)).isNotEmpty();
  }

  private static List<String> failures(ArchRule rule) {
    return rule.evaluate(FAULTS).getFailureReport().getDetails();
  }
}
