package io.loyalty.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.loyalty.face.testing.HouseRules;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.FieldContract;
import io.loyalty.schemas.wire.AvroSerde;

/** Tests what the packages of the contract may know, beside the rules of every module. */
@AnalyzeClasses(
    packages = "io.loyalty.schemas",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ContractRoomsTest {
  private static final DescribedPredicate<JavaClass> AVRO =
      JavaClass.Predicates.resideInAPackage("org.apache.avro..");

  @ArchTest
  static final ArchRule avroStaysInTheContractAndInTheSerde =
      noClasses()
          .that()
          .resideOutsideOfPackages("..contract..", "..wire..")
          .should()
          .dependOnClassesThat(AVRO);

  @ArchTest
  static final ArchRule theWireKnowsNoContractAndNoRegistry =
      noClasses()
          .that()
          .resideInAPackage("..wire..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..contract..", "..registry..");

  @ArchTest
  static final ArchRule onlyAnEventTypeItsFieldsAndTheSerdeShowAvro =
      noMethods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .arePublic()
          .and()
          .areNotDeclaredIn(EventType.class)
          .and()
          .areNotDeclaredIn(FieldContract.class)
          .and()
          .areNotDeclaredIn(AvroSerde.class)
          .should()
          .haveRawReturnType(AVRO);

  @ArchTest
  static final ArchRule theContractKnowsNoRegistryAndNoWire =
      noClasses()
          .that()
          .resideInAPackage("..contract..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..registry..", "..wire..", "org.springframework.web..");

  /** The rule of the other modules sees the contract, the only reader: it is not blind. */
  @ArchTest
  static void theRuleForReadersOfAttributesSeesTheContract(JavaClasses classes) {
    assertThat(HouseRules.onlyTheContractReadsAttributes().evaluate(classes).hasViolation())
        .isTrue();
  }
}
