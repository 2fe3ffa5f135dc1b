package io.loyalty.schemas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.loyalty.schemas.contract.EventType;
import io.loyalty.schemas.contract.FieldContract;

@AnalyzeClasses(
    packages = "io.loyalty.schemas",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ContractRoomsTest {
  private static final DescribedPredicate<JavaClass> AVRO =
      JavaClass.Predicates.resideInAPackage("org.apache.avro..");

  @ArchTest
  static final ArchRule noRoomIsInACycle =
      slices().matching("io.loyalty.schemas.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule avroStaysInTheContract =
      noClasses().that().resideOutsideOfPackage("..contract..").should().dependOnClassesThat(AVRO);

  @ArchTest
  static final ArchRule onlyAnEventTypeAndItsFieldsShowAvro =
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
}
