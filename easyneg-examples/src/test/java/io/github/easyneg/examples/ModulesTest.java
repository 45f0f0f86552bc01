package io.github.easyneg.examples;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What ARCHITECTURE.md says of the modules holds for their classes and their jars. */
class ModulesTest {
  private static final Pattern PUBLISHED =
      Pattern.compile("<module>(easyneg-(?!bench|examples|fixtures|bom|dist)[a-z0-9]+)</module>");
  private static final Pattern NAME = Pattern.compile("<module\\.name>([^<]+)</module\\.name>");
  private static final Pattern ALLOWED = Pattern.compile("(?m)^\\| (easyneg-\\w+) \\| (`.*) \\|$");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Map<String, JavaClasses> CLASSES = new TreeMap<>();

  /** Returns the modules that users can name, and that each build makes. */
  static List<String> published() {
    String pom = Repository.read(Repository.path("pom.xml"));
    return found(PUBLISHED, pom.substring(0, pom.indexOf("<profiles>")));
  }

  /** Returns those too that a profile makes. */
  private static List<String> allPublished() {
    return found(PUBLISHED, Repository.read(Repository.path("pom.xml")));
  }

  /** Returns those that were made here. */
  static List<String> built() {
    return allPublished().stream()
        .filter(
            module ->
                published().contains(module)
                    || Files.isDirectory(Repository.path(module).resolve("target/classes")))
        .toList();
  }

  @Test
  void theBillOfMaterialsNamesAllOfThemAtItsOwnVersion() {
    String bom = Repository.read(Repository.path("easyneg-bom/pom.xml"));
    String versions = bom.substring(bom.indexOf("<dependencyManagement>"));

    assertThat(found(Pattern.compile("<artifactId>(easyneg-[a-z0-9]+)<"), versions))
        .containsExactlyInAnyOrderElementsOf(allPublished());
    assertThat(found(Pattern.compile("(\\$\\{project\\.version})"), versions))
        .hasSameSizeAs(allPublished());
    assertThat(found(VERSION, bom).get(0))
        .isEqualTo(found(VERSION, Repository.read(Repository.path("pom.xml"))).get(0));
  }

  @Test
  void noPackageLiesInTwoModules() {
    Map<String, Set<String>> owners = new TreeMap<>();
    for (String module : built()) {
      for (JavaClass type : classesOf(module)) {
        owners.computeIfAbsent(type.getPackageName(), name -> new TreeSet<>()).add(module);
      }
    }
    assertThat(owners).hasSizeGreaterThan(20);
    assertThat(owners).allSatisfy((name, modules) -> assertThat(modules).as(name).hasSize(1));
  }

  @ParameterizedTest
  @MethodSource("built")
  void aModuleIsNamedAfterItsRootPackage(String module) {
    List<String> packages =
        classesOf(module).stream().map(JavaClass::getPackageName).distinct().sorted().toList();

    assertThat(packages).contains(nameOf(module));
    assertThat(packages).allMatch(name -> (name + ".").startsWith(nameOf(module) + "."));
  }

  @ParameterizedTest
  @MethodSource("published")
  void eachJarNamesItsModule(String module) {
    Path jar = onClassPath(module);
    // Before the phase "package" there are no jars; CI asks for them.
    assumeTrue(Boolean.getBoolean("easyneg.jars.required") || Files.isRegularFile(jar));

    assertThat(ModuleFinder.of(jar).findAll())
        .extracting(ModuleReference::descriptor)
        .satisfiesExactly(
            descriptor -> {
              assertThat(descriptor.name()).isEqualTo(nameOf(module));
              assertThat(descriptor.packages())
                  .isEqualTo(
                      classesOf(module).stream()
                          .map(JavaClass::getPackageName)
                          .collect(Collectors.toSet()));
            });
  }

  /**
   * What asks for the locale of the user where none is given; the same bytes must come out of any.
   */
  private static final Set<String> BY_LOCALE =
      Set.of(
          "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
          "java.lang.String.formatted([Ljava.lang.Object;)",
          "java.lang.String.toLowerCase()",
          "java.lang.String.toUpperCase()",
          "java.io.PrintStream.printf(java.lang.String, [Ljava.lang.Object;)",
          "java.io.PrintStream.format(java.lang.String, [Ljava.lang.Object;)",
          "java.io.PrintWriter.printf(java.lang.String, [Ljava.lang.Object;)",
          "java.io.PrintWriter.format(java.lang.String, [Ljava.lang.Object;)",
          "java.io.Console.printf(java.lang.String, [Ljava.lang.Object;)",
          "java.util.Formatter.<init>()",
          "java.util.Formatter.<init>(java.lang.Appendable)",
          "java.util.Scanner.<init>(java.io.InputStream)",
          "java.util.Scanner.<init>(java.lang.String)",
          "java.util.Locale.getDefault()",
          "java.time.format.DateTimeFormatter.ofPattern(java.lang.String)",
          "java.text.NumberFormat.getInstance()",
          "java.text.NumberFormat.getNumberInstance()",
          "java.text.NumberFormat.getIntegerInstance()",
          "java.text.NumberFormat.getPercentInstance()",
          "java.text.DecimalFormat.<init>()",
          "java.text.DecimalFormat.<init>(java.lang.String)",
          "java.text.SimpleDateFormat.<init>(java.lang.String)",
          "java.text.MessageFormat.<init>(java.lang.String)",
          "java.text.MessageFormat.format(java.lang.String, [Ljava.lang.Object;)",
          "java.text.Collator.getInstance()",
          "java.text.BreakIterator.getWordInstance()",
          "java.text.BreakIterator.getSentenceInstance()");

  @ParameterizedTest
  @MethodSource("built")
  void nothingIsFormattedByTheLocaleOfTheUser(String module) {
    noClasses()
        .should()
        .callCodeUnitWhere(
            DescribedPredicate.describe(
                "asks for the default locale; name one, as in String.format(Locale.ROOT, ..)",
                call -> BY_LOCALE.contains(call.getTarget().getFullName())))
        .check(classesOf(module));
  }

  @ParameterizedTest
  @MethodSource("built")
  void internalPackagesOfOthersAreUsedOnlyWhereTheListNamesThem(String module) {
    Set<String> own =
        classesOf(module).stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    Set<String> allowed = allowed().getOrDefault(module, Set.of());
    DescribedPredicate<JavaClass> othersInternal =
        resideInAPackage("io.github.easyneg..internal..")
            .and(
                DescribedPredicate.describe(
                    "are another module's and not in " + allowed,
                    type ->
                        !own.contains(type.getPackageName())
                            && !allowed.contains(type.getPackageName())));
    noClasses().should().dependOnClassesThat(othersInternal).check(classesOf(module));
  }

  @ParameterizedTest
  @MethodSource("built")
  void theListNamesNothingThatIsNotUsed(String module) {
    Set<String> used =
        classesOf(module).stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .map(dependency -> dependency.getTargetClass().getPackageName())
            .collect(Collectors.toSet());
    assertThat(used).containsAll(allowed().getOrDefault(module, Set.of()));
  }

  /**
   * The two exceptions are those of ARCHITECTURE: the doors of {@code data} in the core, and the
   * values in which easyneg-hub's internal code speaks to users, which lie where users look.
   */
  @ParameterizedTest
  @MethodSource("built")
  void noPackagesOfAModuleDependOnEachOtherInACircle(String module) {
    slices()
        .matching("io.github.(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(
            resideInAPackage("io.github.easyneg.data")
                .and(nameMatching(".*\\.(Datasets|Corpora|RecordFile)")),
            resideInAnyPackage(
                "io.github.easyneg.internal.source", "io.github.easyneg.internal.json"))
        .ignoreDependency(
            resideInAPackage("io.github.easyneg.hub.internal"),
            resideInAPackage("io.github.easyneg.hub")
                .and(nameMatching(".*\\.(HuggingFaceHubException.*|HubRows|DownloadProgress)")))
        .check(classesOf(module));
  }

  private static Map<String, Set<String>> allowed() {
    String page = Repository.read(Repository.path("ARCHITECTURE.md"));
    return ALLOWED
        .matcher(page)
        .results()
        .collect(
            Collectors.toMap(row -> row.group(1), row -> Set.copyOf(found(QUOTED, row.group(2)))));
  }

  private static String nameOf(String module) {
    Matcher name = NAME.matcher(Repository.read(Repository.path(module + "/pom.xml")));
    assertThat(name.find()).as("%s/pom.xml has a module.name", module).isTrue();
    return name.group(1);
  }

  private static JavaClasses classesOf(String module) {
    return CLASSES.computeIfAbsent(
        module,
        name ->
            new ClassFileImporter().importPath(Repository.path(name).resolve("target/classes")));
  }

  private static Path onClassPath(String module) {
    List<Path> entries = new ArrayList<>();
    for (String entry :
        System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (path.startsWith(Repository.path(module))) {
        entries.add(path);
      }
    }
    assertThat(entries).as("%s on the class path", module).hasSize(1);
    return entries.get(0);
  }

  private static List<String> found(Pattern pattern, String text) {
    Function<MatchResult, String> first = match -> match.group(1);
    return pattern.matcher(text).results().map(first).toList();
  }
}
