package io.loyalty.face.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the rules see what breaks them, so that none passes because it sees nothing. */
class HouseRulesTest {
  private static final String PLANTED = "io.loyalty.face.planted";
  private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(PLANTED);

  @Test
  void seesPackagesThatImportEachOther() {
    assertThat(HouseRules.packagesAreFreeOfCycles().evaluate(CLASSES).hasViolation()).isTrue();
  }

  @Test
  void seesNoCycleInAPackageByItself() {
    JavaClasses second = CLASSES.that(JavaClass.Predicates.resideInAPackage(PLANTED + ".second"));
    assertThat(HouseRules.packagesAreFreeOfCycles().evaluate(second).hasViolation()).isFalse();
  }

  @Test
  void seesAPackageWithTooManyClasses() {
    assertThat(HouseRules.crowdedPackages(CLASSES, 1)).containsOnlyKeys(PLANTED + ".second");
    assertThat(HouseRules.crowdedPackages(CLASSES, 2)).isEmpty();
  }

  @Test
  void seesAFileWithTooManyLines(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("Long.java"), "\n".repeat(3));
    assertThat(HouseRules.longFiles(directory, 2)).containsExactly(file);
    assertThat(HouseRules.longFiles(directory, 3)).isEmpty();
  }
}
