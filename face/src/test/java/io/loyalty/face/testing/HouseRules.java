package io.loyalty.face.testing;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks the package rules of a module: imports between its packages are acyclic, no package
 * imports the root package, every class is in a package below the root, and only the allowed
 * packages use a vendor's client.
 *
 * @param root the root package
 * @param mayImport every package, with the packages that it may import; a prefix such as {@code
 *     warehouse} stands for all packages below it
 */
public record HouseRules(String root, Map<String, ? extends Collection<String>> mayImport) {
  /** Checks that packages only import the packages that they may import. */
  public ArchRule oneWay() {
    return layers();
  }

  /** Checks imports, and that every class outside the root package is in one of the packages. */
  public ArchRule everyClassHasARoom() {
    return layers().ensureAllClassesAreContainedInArchitectureIgnoring(root);
  }

  /** Checks that no package imports the root package. */
  public ArchRule noRoomImportsTheRoot() {
    return noClasses()
        .that()
        .resideInAnyPackage(packages(mayImport.keySet()))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(root)
        .allowEmptyShould(true);
  }

  /**
   * Checks that only the given packages use a vendor's packages. The root package wires all others
   * and may use them, too.
   */
  public ArchRule fence(Collection<String> rooms, String... vendor) {
    return noClasses()
        .that()
        .resideInAPackage(root + ".*..")
        .and()
        .resideOutsideOfPackages(packages(rooms))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(vendor);
  }

  /** Checks that no packages import each other in a circle; each package is one of its own. */
  public static ArchRule packagesAreFreeOfCycles() {
    return slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass each) {
                return SliceIdentifier.of(each.getPackageName());
              }

              @Override
              public String getDescription() {
                return "packages";
              }
            })
        .should()
        .beFreeOfCycles();
  }

  /** Checks that only the contract package reads attributes of Avro fields. */
  public static ArchRule onlyTheContractReadsAttributes() {
    return noClasses()
        .should()
        .callMethodWhere(
            target(owner(assignableTo("org.apache.avro.JsonProperties")))
                .and(target(nameMatching("get.*Prop.*"))));
  }

  /** How many classes each package has, of those that have more than {@code most}. */
  public static Map<String, Long> crowdedPackages(JavaClasses classes, int most) {
    return classes.stream()
        .filter(JavaClass::isTopLevelClass)
        .filter(each -> !each.getSimpleName().equals("package-info"))
        .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()))
        .entrySet()
        .stream()
        .filter(each -> each.getValue() > most)
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** The Java files under a directory that have more than {@code most} lines. */
  public static List<Path> longFiles(Path directory, int most) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        if (Files.readAllLines(file).size() > most) {
          found.add(file);
        }
      }
    }
    return found;
  }

  /** Returns package patterns in ArchUnit's syntax. */
  public String[] packages(Collection<String> rooms) {
    return rooms.stream().map(room -> root + "." + room + "..").toArray(String[]::new);
  }

  private LayeredArchitecture layers() {
    LayeredArchitecture layers =
        layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
    for (String room : mayImport.keySet()) {
      layers = layers.layer(room).definedBy(root + "." + room + "..");
    }
    for (Map.Entry<String, ? extends Collection<String>> room : mayImport.entrySet()) {
      String[] seen =
          mayImport.keySet().stream()
              .filter(other -> room.getValue().stream().anyMatch(may -> isIn(other, may)))
              .toArray(String[]::new);
      var rule = layers.whereLayer(room.getKey());
      layers = seen.length == 0 ? rule.mayNotAccessAnyLayer() : rule.mayOnlyAccessLayers(seen);
    }
    return layers;
  }

  private static boolean isIn(String room, String wing) {
    return room.equals(wing) || room.startsWith(wing + ".");
  }
}
