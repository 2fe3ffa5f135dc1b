package io.loyalty.endtoend;

import com.tngtech.archunit.core.importer.ImportOption;
import io.loyalty.face.testing.ModuleRules;
import java.nio.file.Path;

/** Checks the tests, since this module has no other classes. */
class ModuleRulesTest extends ModuleRules {
  ModuleRulesTest() {
    super("io.loyalty.endtoend", new ImportOption.OnlyIncludeTests(), Path.of("src/test/java"));
  }
}
