package io.github.easyneg;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.RecordFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Who may use whom in the core, as ARCHITECTURE.md says. */
@AnalyzeClasses(
    packages = "io.github.easyneg",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoFixtures.class})
class ArchitectureTest {

  /** Leaves out what tests share with other modules. */
  static final class NoFixtures implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/fixtures/");
    }
  }

  private static final String ROOT = "io.github.easyneg";
  private static final String INTERNAL = ROOT + ".internal..";

  /** The rooms of the engine, from the bottom up: each may use those before it. */
  private static final List<String> ENGINE =
      Stream.of("settings", "ground", "draw", "run").map(r -> ROOT + ".internal." + r).toList();

  private static ArchRule usesOnly(String part, String... others) {
    List<String> allowed = new ArrayList<>(List.of(ROOT + "." + part));
    for (String other : others) {
      allowed.add(ROOT + "." + other);
    }
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "." + part)
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "are ours, but not in " + allowed,
                type ->
                    type.getPackageName().startsWith(ROOT)
                        && allowed.stream().noneMatch(type.getPackageName()::equals)
                        && !type.getPackageName().startsWith(ROOT + ".internal")));
  }

  @ArchTest static final ArchRule dataStandsAlone = usesOnly("data");
  @ArchTest static final ArchRule embedStandsAlone = usesOnly("embed");
  @ArchTest static final ArchRule indexKnowsData = usesOnly("index", "data");
  @ArchTest static final ArchRule mineKnowsDataAndRoles = usesOnly("mine", "data", "embed");
  @ArchTest static final ArchRule sampleKnowsMine = usesOnly("sample", "data", "mine");

  @ArchTest
  static final ArchRule formatKnowsMineAndSeededChance =
      usesOnly("format", "data", "mine", "sample");

  @ArchTest static final ArchRule reportKnowsMine = usesOnly("report", "data", "mine");

  @ArchTest
  static final ArchRule publishKnowsFormats = usesOnly("publish", "data", "format", "mine");

  @ArchTest static final ArchRule checkKnowsDataAndModels = usesOnly("check", "data", "embed");

  /**
   * No exceptions but one: the doors of {@code data}, where users begin, open the readers of {@code
   * internal.source} and {@code internal.json}, which give back values of {@code data}. Doors
   * elsewhere would be harder to find.
   */
  @ArchTest
  static final ArchRule packagesAreFreeOfCycles =
      slices()
          .matching("io.github.(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(
              belongToAnyOf(Datasets.class, Corpora.class, RecordFile.class),
              resideInAnyPackage(ROOT + ".internal.source", ROOT + ".internal.json"));

  @ArchTest
  static final ArchRule textAndMathAndFilesKnowNothingOfMining =
      noClasses()
          .that()
          .resideInAnyPackage(
              ROOT + ".internal.text",
              ROOT + ".internal.math",
              ROOT + ".internal.io",
              ROOT + ".internal.json",
              ROOT + ".internal.cache",
              ROOT + ".internal.onnx",
              ROOT + ".internal.concurrent")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT, ROOT + ".mine", ROOT + ".sample", ROOT + ".report", ROOT + ".format");

  @ArchTest
  static void eachRoomOfTheEngineUsesThoseBelowItAlone(JavaClasses classes) {
    for (int room = 0; room < ENGINE.size(); room++) {
      String[] above = ENGINE.subList(room + 1, ENGINE.size()).toArray(String[]::new);
      if (above.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(ENGINE.get(room))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(above)
            .check(classes);
      }
    }
  }

  /** Those of Math may differ in the last bit from one processor to another. */
  @ArchTest
  static final ArchRule logarithmsAndExponentialsAreStrict =
      noClasses()
          .should()
          .callMethodWhere(
              target(owner(type(Math.class))).and(target(nameMatching("log.*|exp.*|pow"))));

  @ArchTest
  static final ArchRule onlyTheRootStartsTheEngine =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              Stream.concat(Stream.of(ROOT), ENGINE.stream()).toArray(String[]::new))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ENGINE.toArray(String[]::new));

  @ArchTest
  static final ArchRule publicSignaturesAreMadeOfOurPublicTypesAndJava =
      classes()
          .that()
          .resideOutsideOfPackage(INTERNAL)
          .and()
          .arePublic()
          .should(
              new ArchCondition<>("mention Java's and our public types alone in their signatures") {
                @Override
                public void check(JavaClass type, ConditionEvents events) {
                  for (JavaCodeUnit unit : type.getCodeUnits()) {
                    if (isSeen(unit.getModifiers())) {
                      Set<JavaClass> named = new HashSet<>(unit.getRawParameterTypes());
                      named.add(unit.getRawReturnType());
                      unit.getParameterTypes()
                          .forEach(t -> named.addAll(t.getAllInvolvedRawTypes()));
                      named.addAll(unit.getReturnType().getAllInvolvedRawTypes());
                      named.addAll(unit.getExceptionTypes());
                      report(type, unit.getFullName(), named, events);
                    }
                  }
                  for (JavaField field : type.getFields()) {
                    if (isSeen(field.getModifiers())) {
                      report(
                          type,
                          field.getFullName(),
                          field.getType().getAllInvolvedRawTypes(),
                          events);
                    }
                  }
                  report(
                      type, type.getFullName(), new HashSet<>(type.getAllRawInterfaces()), events);
                }
              });

  private static boolean isSeen(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static void report(
      JavaClass owner, String where, Set<JavaClass> named, ConditionEvents events) {
    for (JavaClass type : named) {
      JavaClass base = type.getBaseComponentType();
      boolean ours =
          base.getPackageName().startsWith(ROOT)
              && !base.getPackageName().startsWith(ROOT + ".internal");
      boolean allowed = base.isPrimitive() || base.getPackageName().startsWith("java.") || ours;
      if (!allowed) {
        events.add(SimpleConditionEvent.violated(owner, where + " mentions " + base.getFullName()));
      }
    }
  }

  @ArchTest
  static final ArchRule theJavaPlatformsChanceIsNotOurs =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.SplittableRandom")
          .orShould()
          .callMethod(Math.class, "random");

  @ArchTest
  static final ArchRule nothingIsPrintedOrLogged =
      noClasses()
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(Throwable.class, "printStackTrace")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.logging..", "org.slf4j..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(System.Logger.class);

  @ArchTest
  static final ArchRule nothingIsWrittenByTheUsersLocale =
      noClasses()
          .should()
          .callMethod(String.class, "format", String.class, Object[].class)
          .orShould()
          .callMethod(String.class, "formatted", Object[].class)
          .orShould()
          .callMethod(String.class, "toLowerCase")
          .orShould()
          .callMethod(String.class, "toUpperCase");

  @ArchTest
  static final ArchRule thirdPartiesStayWhereTheyAreNeeded =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT + ".internal.json",
              ROOT + ".internal.audit",
              ROOT + ".internal.http",
              ROOT + ".internal.record",
              ROOT + ".internal.cache")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.fasterxml..", "org.h2..");

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) throws ClassNotFoundException {
    Set<String> packages = new HashSet<>();
    classes.forEach(type -> packages.add(type.getPackageName()));
    assertThat(packages).hasSizeGreaterThan(10);
    for (String name : packages) {
      Class<?> info = Class.forName(name + ".package-info");
      assertThat(info.isAnnotationPresent(NullMarked.class)).as(name).isTrue();
    }
  }
}
