package io.loyalty.ingestion.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import io.loyalty.face.testing.HouseRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Holds the package rules of ingestion-service below a root package: those of every service, and
 * those of its sources and vendors.
 */
record IngestionRules(String root) {
  private static final Map<String, Set<String>> MAY_IMPORT = mayImport();
  private static final Map<List<String>, Set<String>> FENCES =
      Map.of(
          List.of("software.amazon.."), Set.of("source.sqs"),
          List.of("org.apache.kafka..", "org.springframework.kafka.."),
              Set.of("topic", "source.redrive"),
          List.of("jakarta.json.."), Set.of("recovery"),
          List.of("org.apache.avro.."), Set.of("record"),
          List.of("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql.."),
              Set.of());

  private static Map<String, Set<String>> mayImport() {
    Map<String, Set<String>> rooms = new LinkedHashMap<>();
    rooms.put(
        "api",
        Set.of("flow", "registry", "source", "json", "envelope", "record", "topic", "deadletter"));
    rooms.put(
        "flow",
        Set.of(
            "recovery", "registry", "source", "json", "envelope", "record", "topic", "deadletter"));
    rooms.put("history", Set.of("flow", "source"));
    rooms.put("registry", Set.of());
    rooms.put("recovery", Set.of("source", "json", "envelope", "record", "topic", "deadletter"));
    rooms.put("deadletter", Set.of("record", "topic", "json", "envelope"));
    rooms.put("record", Set.of("json", "envelope"));
    rooms.put("source", Set.of());
    rooms.put("envelope", Set.of("json"));
    rooms.put("json", Set.of());
    rooms.put("topic", Set.of());
    return rooms;
  }

  /** Returns the rules of every service. */
  HouseRules house() {
    return new HouseRules(root, MAY_IMPORT);
  }

  /**
   * Checks that a kind of source imports no other kind, and that {@code source} imports none of
   * them.
   */
  List<ArchRule> kindsOfSources() {
    return List.of(
        slices()
            .matching(root + ".source.(*)..")
            .should()
            .notDependOnEachOther()
            .allowEmptyShould(true),
        noClasses()
            .that()
            .resideInAPackage(root + ".source")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(root + ".source.*..")
            .allowEmptyShould(true));
  }

  /** Checks that the flow knows sources, and no kind of them. */
  ArchRule flowKnowsNoKindOfSource() {
    return noClasses()
        .that()
        .resideInAPackage(root + ".flow..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root + ".source.*..")
        .allowEmptyShould(true);
  }

  /** Checks that compiled contracts import no records: they return bytes and violations. */
  List<ArchRule> compiledContracts() {
    return List.of(
        noClasses()
            .that()
            .resideInAPackage(root + ".record.plan")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(root + ".record"),
        noClasses()
            .that()
            .resideOutsideOfPackages(root + ".record", root + ".record.plan", root)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(root + ".record.plan"));
  }

  /** Returns one rule for each vendor. */
  List<ArchRule> vendorFences() {
    return FENCES.entrySet().stream()
        .<ArchRule>map(
            fence ->
                noClasses()
                    .that()
                    .resideOutsideOfPackages(
                        fence.getValue().stream().map(this::room).toArray(String[]::new))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(fence.getKey().toArray(String[]::new))
                    .allowEmptyShould(true))
        .toList();
  }

  private String room(String name) {
    return root + "." + name + "..";
  }
}
