package org.faultmaven.standalone;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.faultmaven.contracts.record.SanitizedText;
import org.faultmaven.contracts.record.Verdict;
import org.jspecify.annotations.NullMarked;

/** The design's arrows. Maven holds them between modules; these hold what Maven can't see. */
@AnalyzeClasses(
    packages = "org.faultmaven",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoKits.class})
class ArchitectureTest {
  /** The contract kits come in a jar of tests. */
  static final class NoKits implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  private static final String[] SERVICES = {
    "org.faultmaven.sanitizer..", "org.faultmaven.ingest..", "org.faultmaven.query.."
  };

  /** Adapters to language models, in the service that alone uses them. */
  private static final String MODELS = "org.faultmaven.query.model..";

  @ArchTest
  static final ArchRule contractsKnowNobody =
      noClasses()
          .that()
          .resideInAPackage("org.faultmaven.contracts..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("org.faultmaven..")
                  .and(resideOutsideOfPackages("org.faultmaven.contracts.."))
                  .or(
                      resideInAnyPackage(
                          "org.springframework..",
                          "org.apache.lucene..",
                          "org.apache.kafka.streams..")));

  @ArchTest
  static final ArchRule theEngineIsPureJava =
      noClasses()
          .that()
          .resideInAPackage("org.faultmaven.redaction..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "org.springframework..",
                  "org.apache.kafka..",
                  "org.apache.lucene..",
                  "org.faultmaven.search..",
                  "org.faultmaven.sanitizer..",
                  "org.faultmaven.ingest..",
                  "org.faultmaven.query..",
                  "org.faultmaven.standalone.."));

  @ArchTest
  static final ArchRule namesDependOnNothing =
      noClasses()
          .that()
          .resideInAPackage("org.faultmaven.names..")
          .should()
          .dependOnClassesThat(
              resideOutsideOfPackages(
                  "org.faultmaven.names..", "java..", "jdk.incubator.vector..", "org.jspecify.."));

  @ArchTest
  static final ArchRule sanitizerKnowsNoOtherService = knowsNot("sanitizer", "ingest", "query");

  @ArchTest
  static final ArchRule ingestKnowsNoOtherService = knowsNot("ingest", "sanitizer", "query");

  @ArchTest
  static final ArchRule queryKnowsNoOtherService = knowsNot("query", "sanitizer", "ingest");

  @ArchTest
  static final ArchRule onlyWiringNamesAdapters =
      noClasses()
          .that()
          .resideInAnyPackage(SERVICES)
          .and()
          .haveSimpleNameNotEndingWith("Configuration")
          .and()
          .resideOutsideOfPackage(MODELS)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.faultmaven.redaction..",
              "org.faultmaven.names..",
              "org.faultmaven.search..",
              "org.faultmaven.adapters..");

  @ArchTest
  static final ArchRule modelsTakeOfTheAdaptersTheGuardedCallAlone =
      noClasses()
          .that()
          .resideInAPackage(MODELS)
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "org.faultmaven.redaction..",
                      "org.faultmaven.names..",
                      "org.faultmaven.search..",
                      "org.faultmaven.adapters..")
                  .and(resideOutsideOfPackages("org.faultmaven.adapters.call..")));

  @ArchTest
  static final ArchRule driversStayInTheirModule =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.faultmaven.search..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.lucene..", "ai.onnxruntime..");

  @ArchTest
  static final ArchRule modelsStayWithTheirOnlyUsers =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.faultmaven.search..", MODELS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.langchain4j..");

  @ArchTest
  static final ArchRule clientsOfOtherSystemsStayInAdapters =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.faultmaven.adapters..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "okhttp3..", "io.lettuce..", "io.github.resilience4j..", "com.google.i18n..");

  @ArchTest
  static final ArchRule tracesAreMadeBehindTheirPort =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.faultmaven.runtime.trace..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.opentelemetry..");

  @ArchTest
  static final ArchRule whatServicesShareKnowsNoService =
      noClasses()
          .that()
          .resideInAPackage("org.faultmaven.runtime..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.faultmaven.sanitizer..",
              "org.faultmaven.ingest..",
              "org.faultmaven.query..",
              "org.faultmaven.standalone..");

  @ArchTest
  static final ArchRule parsersOfDocumentsStayInTheirProcess =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.faultmaven.ingest.extraction.child..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.apache.tika..",
              "org.apache.poi..",
              "org.apache.pdfbox..",
              "org.apache.james..",
              "org.apache.commons.compress..",
              "org.jsoup..");

  @ArchTest
  static final ArchRule theExtractionProcessKnowsNothingOfTheService =
      noClasses()
          .that()
          .resideInAPackage("org.faultmaven.ingest.extraction.child..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..", "org.apache.kafka..", "org.faultmaven.contracts..");

  @ArchTest
  static final ArchRule theBrokerStaysInStandalone =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.faultmaven.standalone.broker..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "kafka..", "org.apache.kafka.server..", "org.apache.kafka.metadata..");

  @ArchTest
  static final ArchRule streamsStayInTheSanitizer =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.faultmaven.sanitizer..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka.streams..");

  @ArchTest
  static final ArchRule onlySanitisersPassVerdicts =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.faultmaven.redaction..",
              "org.faultmaven.sanitizer.format..",
              "org.faultmaven.contracts.record..")
          .should()
          .callMethod(Verdict.class, "of", String.class, java.util.List.class);

  @ArchTest
  static final ArchRule onlyNormalisersDeriveSanitisedText =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.faultmaven.ingest.indexing..", "org.faultmaven.contracts.record..")
          .and()
          // Composes what is sanitised already into JSON.
          .doNotHaveSimpleName("AskedTurn")
          .and()
          // Drops words of a question.
          .doNotHaveSimpleName("FollowUp")
          .should()
          .callMethod(SanitizedText.class, "derive", String.class);

  @ArchTest
  static final ArchRule portsAreTheOnlyNamesWithI =
      noClasses()
          .that()
          .resideOutsideOfPackage("org.faultmaven.contracts.port..")
          .should()
          .haveNameMatching(".*\\.I[A-Z][a-z].*");

  @ArchTest
  static final ArchRule everyPackageIsNullMarkedAndSaysWhatItIsFor =
      classes().should(resideInANullMarkedPackage());

  @ArchTest
  static final ArchRule configurationIsReadInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackages("org.faultmaven.standalone..")
          .and()
          // Asks whether its library's own variable is set, to leave it alone then.
          .doNotHaveSimpleName("NativeLibraries")
          .should()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getenv")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.springframework.beans.factory.annotation.Value");

  private static ArchRule knowsNot(String service, String one, String other) {
    return noClasses()
        .that()
        .resideInAPackage("org.faultmaven." + service + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.faultmaven." + one + "..",
            "org.faultmaven." + other + "..",
            "org.faultmaven.standalone..");
  }

  private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
    DescribedPredicate<JavaPackage> marked =
        DescribedPredicate.describe(
            "null-marked", javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    return new ArchCondition<>("reside in a null-marked package") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!marked.test(type.getPackage())) {
          events.add(
              SimpleConditionEvent.violated(
                  type, type.getPackageName() + " has no package-info.java with @NullMarked"));
        }
      }
    };
  }
}
