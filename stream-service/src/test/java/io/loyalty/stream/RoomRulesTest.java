package io.loyalty.stream;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Tests which rooms may know which. */
@AnalyzeClasses(
    packages = "io.loyalty.stream",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RoomRulesTest {
  private static final String ROOT = "io.loyalty.stream";

  @ArchTest
  static final ArchRule whatAStageIsKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".stage")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT, ROOT + ".run..", ROOT + ".api..", "org.springframework.boot..");

  @ArchTest
  static final ArchRule whatRunsStagesKnowsNoParticularOne =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".run")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".api..",
              ROOT + ".enrichment..",
              ROOT + ".activity..",
              ROOT + ".fraud..",
              ROOT + ".scorecard..",
              ROOT + ".unique..");

  @ArchTest
  static final ArchRule resetsAndComparisonsKnowNoStage_andNotWhatRunsThem =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".reset..", ROOT + ".compare..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".run..",
              ROOT + ".api..",
              ROOT + ".stage..",
              ROOT + ".window..",
              ROOT + ".enrichment..",
              ROOT + ".activity..",
              ROOT + ".fraud..",
              ROOT + ".scorecard..");

  @ArchTest
  static final ArchRule windowsKnowNoParticularStage =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".window..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".run..",
              ROOT + ".api..",
              ROOT + ".enrichment..",
              ROOT + ".activity..",
              ROOT + ".fraud..",
              ROOT + ".scorecard..",
              ROOT + ".unique..");

  @ArchTest
  static final ArchRule activityKnowsNoOtherStage =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".activity..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".run..",
              ROOT + ".api..",
              ROOT + ".enrichment..",
              ROOT + ".fraud..",
              ROOT + ".scorecard..",
              ROOT + ".unique..");

  @ArchTest
  static final ArchRule scorecardKnowsNoOtherStage =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".scorecard..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".run..",
              ROOT + ".api..",
              ROOT + ".enrichment..",
              ROOT + ".activity..",
              ROOT + ".fraud..");

  @ArchTest
  static final ArchRule fraudKnowsNoOtherStage =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".fraud..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".run..",
              ROOT + ".api..",
              ROOT + ".window..",
              ROOT + ".enrichment..",
              ROOT + ".activity..",
              ROOT + ".scorecard..",
              ROOT + ".unique..");

  @ArchTest
  static final ArchRule uniqueKnowsNoOtherStage =
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".unique..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT,
              ROOT + ".run..",
              ROOT + ".api..",
              ROOT + ".window..",
              ROOT + ".enrichment..",
              ROOT + ".activity..",
              ROOT + ".fraud..",
              ROOT + ".scorecard..");

  @ArchTest
  static final ArchRule nobodyKnowsTheWiring =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT);
}
