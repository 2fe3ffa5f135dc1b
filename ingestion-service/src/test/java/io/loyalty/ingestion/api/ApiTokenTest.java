package io.loyalty.ingestion.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class ApiTokenTest {
  /** How long a comparison takes must not tell how much of a guessed token is right. */
  @Test
  void comparesTokensInConstantTime() {
    JavaClasses token = new ClassFileImporter().importClasses(ApiToken.class);
    classes()
        .should()
        .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
        .check(token);
    noClasses().should().callMethod(String.class, "equals", Object.class).check(token);
    noClasses().should().callMethod(String.class, "equalsIgnoreCase", String.class).check(token);
  }
}
