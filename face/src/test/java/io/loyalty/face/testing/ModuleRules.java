package io.loyalty.face.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Contains the rules that hold in every module: no package cycle, no crowded package, no long
 * class, and no reader of Avro attributes but the contract package. A module's test extends it.
 */
public abstract class ModuleRules {
  private static final int MOST_CLASSES = 25;
  private static final int MOST_LINES = 300;
  private static final String CONTRACT = "io.loyalty.schemas.contract";

  private final JavaClasses classes;
  private final Path sources;

  /** Checks the main classes of the module with this root package. */
  protected ModuleRules(String root) {
    this(root, new ImportOption.DoNotIncludeTests(), Path.of("src/main/java"));
  }

  /**
   * Checks the chosen classes of the module with this root package.
   *
   * @param chosen chooses them among the module's own classes
   * @param sources the directory of their sources
   */
  protected ModuleRules(String root, ImportOption chosen, Path sources) {
    this.sources = sources;
    classes =
        new ClassFileImporter()
            .withImportOption(chosen)
            .withImportOption(new ImportOption.DoNotIncludeJars())
            .importPackages(root);
  }

  @Test
  void theModuleHasClasses() {
    assertThat(classes).isNotEmpty();
  }

  @Test
  void packagesAreFreeOfCycles() {
    HouseRules.packagesAreFreeOfCycles().check(classes);
  }

  @Test
  void noPackageHasTooManyClasses() {
    assertThat(HouseRules.crowdedPackages(classes, MOST_CLASSES)).isEmpty();
  }

  @Test
  void noClassIsTooLong() throws IOException {
    assertThat(HouseRules.longFiles(sources, MOST_LINES)).isEmpty();
  }

  @Test
  void onlyTheContractReadsTheAttributesOfAvroFields() {
    HouseRules.onlyTheContractReadsAttributes()
        .check(classes.that(JavaClass.Predicates.resideOutsideOfPackage(CONTRACT)));
  }
}
