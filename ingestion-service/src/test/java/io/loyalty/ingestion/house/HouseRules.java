package io.loyalty.ingestion.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of the house whose root package is given: rooms import one way, none imports the root,
 * every class has a room, and each vendor's client stays in its room.
 */
record HouseRules(String root) {
  private static final Map<String, Set<String>> MAY_IMPORT = mayImport();
  private static final Map<List<String>, Set<String>> FENCES =
      Map.of(
          List.of("software.amazon.."), Set.of("source.sqs"),
          List.of("org.apache.kafka..", "org.springframework.kafka.."), Set.of("topic"),
          List.of("org.apache.avro.."), Set.of("record"),
          List.of("java.sql..", "javax.sql..", "org.springframework.jdbc..", "org.postgresql.."),
              Set.of());

  private static Map<String, Set<String>> mayImport() {
    Map<String, Set<String>> rooms = new LinkedHashMap<>();
    rooms.put(
        "api",
        Set.of("flow", "recovery", "source", "json", "envelope", "record", "topic", "deadletter"));
    rooms.put("flow", Set.of("source", "json", "envelope", "record", "topic", "deadletter"));
    rooms.put("recovery", Set.of("source", "json", "envelope", "record", "topic", "deadletter"));
    rooms.put("deadletter", Set.of("record", "topic", "json", "envelope"));
    rooms.put("record", Set.of("json", "envelope"));
    rooms.put("source", Set.of());
    rooms.put("envelope", Set.of("json"));
    rooms.put("json", Set.of());
    rooms.put("topic", Set.of());
    return rooms;
  }

  /** Rooms import one way. */
  ArchRule oneWay() {
    return layers();
  }

  /** Every class outside the root package itself is in a room. */
  ArchRule everyClassHasARoom() {
    return layers().ensureAllClassesAreContainedInArchitectureIgnoring(root);
  }

  /** No room imports the root package. */
  ArchRule noRoomImportsTheRoot() {
    return noClasses()
        .that()
        .resideInAnyPackage(MAY_IMPORT.keySet().stream().map(this::room).toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root)
        .allowEmptyShould(true);
  }

  /** What reads one kind of source knows no other kind, and what a source is knows none of them. */
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

  /** One rule per vendor. */
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

  private LayeredArchitecture layers() {
    LayeredArchitecture layers =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String room : MAY_IMPORT.keySet()) {
      layers = layers.layer(room).definedBy(room(room));
    }
    for (Map.Entry<String, Set<String>> room : MAY_IMPORT.entrySet()) {
      var rule = layers.whereLayer(room.getKey());
      layers =
          room.getValue().isEmpty()
              ? rule.mayNotAccessAnyLayer()
              : rule.mayOnlyAccessLayers(room.getValue().toArray(String[]::new));
    }
    return layers;
  }

  private String room(String name) {
    return root + "." + name + "..";
  }
}
