package io.github.easyneg.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which room of the command may use which, as its package-info says. */
@AnalyzeClasses(
    packages = "io.github.easyneg.cli",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
  private static final String ROOT = "io.github.easyneg.cli";

  @ArchTest static final ArchRule consoleKnowsNoOtherRoom = usesOnly("console");
  @ArchTest static final ArchRule configKnowsTheConsole = usesOnly("config", "console");
  @ArchTest static final ArchRule outputKnowsTheConsole = usesOnly("output", "console");

  @ArchTest static final ArchRule compareKnowsNoOtherRoom = usesOnly("compare");

  @ArchTest
  static final ArchRule optionsKnowOutputAndConsole = usesOnly("options", "output", "console");

  @ArchTest
  static final ArchRule roomsFormNoCycle =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  @ArchTest
  static void everyRoomIsListedHere(JavaClasses classes) {
    Set<String> packages =
        classes.stream().map(type -> type.getPackageName()).collect(Collectors.toSet());
    assertThat(packages)
        .containsExactlyInAnyOrder(
            ROOT,
            ROOT + ".compare",
            ROOT + ".config",
            ROOT + ".console",
            ROOT + ".options",
            ROOT + ".output");
  }

  private static ArchRule usesOnly(String room, String... others) {
    List<String> allowed = List.of(others);
    DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass> elsewhere =
        DescribedPredicate.describe(
            "are the command's, but neither in " + room + " nor in " + allowed,
            type ->
                resideInAPackage(ROOT + "..").test(type)
                    && !type.getPackageName().equals(ROOT + "." + room)
                    && allowed.stream()
                        .noneMatch(o -> type.getPackageName().equals(ROOT + "." + o)));
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "." + room)
        .should()
        .dependOnClassesThat(elsewhere);
  }
}
