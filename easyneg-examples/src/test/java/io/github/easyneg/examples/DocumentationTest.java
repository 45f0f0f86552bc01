package io.github.easyneg.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documentation says about the code is true of the code. */
class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*\\]\\(([^)\\s]+)\\)");
  private static final Pattern TYPE =
      Pattern.compile("`([A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*)(?=[`.(<])");
  private static final Pattern METHOD = Pattern.compile("`(?:[A-Za-z0-9]+\\.)*([a-z]\\w*)\\(");

  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");

  /** Options that every command of picocli has. */
  private static final Set<String> STANDARD = Set.of("--help", "--version");

  /** Options of Java itself. */
  private static final Set<String> OF_JAVA =
      Set.of("--add-modules", "--sun-misc-unsafe-memory-access");

  /** The beginnings of options of other tools. */
  private static final Set<String> OF_OTHERS = Set.of("--knowledge");

  /** Types of others that the pages speak of. */
  private static final Set<String> FOREIGN =
      Set.of(
          "CancellationException",
          // Spark's
          "Dataset",
          "ChatModel",
          // Hadoop's
          "Configuration",
          // a file of its own, not a type
          "Dockerfile",
          "EmbeddingModel",
          "EmbeddingStore",
          // the ending of a model's architecture in config.json
          "ForCausalLM",
          "HashMap",
          "HttpClient",
          "IllegalArgumentException",
          "IllegalStateException",
          "InMemoryEmbeddingStore",
          "IndexFlatIP",
          "NullPointerException",
          "Optional",
          "Predicate",
          "Random",
          "ScoringModel",
          // the model_type of config_sentence_transformers.json
          "SentenceTransformer",
          "ServiceLoader",
          "StaticEmbedding",
          "UncheckedIOException",
          // any contract of the testkit
          "XContract");

  @Test
  void everyJavaBlockIsTakenFromCompiledCode() {
    Map<String, String> regions = Regions.of(Repository.shown());
    for (Path page : Repository.pages()) {
      for (CodeBlock block : CodeBlock.of(page)) {
        if (block.language().equals("java")) {
          assertThat(block.note())
              .as("%s: a line <!-- snippet: NAME --> before the block", block.place())
              .hasValueSatisfying(note -> assertThat(note).startsWith("snippet: "));
          String name = block.note().orElseThrow().substring("snippet: ".length());
          assertThat(regions).as("%s: a region of that name", block.place()).containsKey(name);
          assertThat(block.code()).as(block.place()).isEqualTo(regions.get(name));
        }
      }
    }
  }

  @Test
  void everyRegionIsShownSomewhere() {
    Set<String> shown =
        Repository.pages().stream()
            .flatMap(page -> CodeBlock.of(page).stream())
            .flatMap(block -> block.note().stream())
            .filter(note -> note.startsWith("snippet: "))
            .map(note -> note.substring("snippet: ".length()))
            .collect(Collectors.toSet());
    assertThat(shown).isEqualTo(Regions.of(Repository.shown()).keySet());
  }

  @Test
  void readmeShowsACommandBeforeLine45AndAProgramBeforeLine75() {
    List<String> lines = Repository.read(Repository.path("README.md")).lines().toList();
    assertThat(lines.subList(0, 44)).contains("<!-- ci: run -->", "```sh");
    assertThat(lines.subList(0, 74)).contains("<!-- snippet: first-example -->", "```java");
  }

  @Test
  void everyRelativeLinkLeadsToAFile() {
    List<String> dead = new ArrayList<>();
    for (Path page : Repository.pages()) {
      Matcher link = LINK.matcher(Repository.read(page));
      while (link.find()) {
        String target = link.group(1).replaceFirst("#.*", "");
        if (!target.isEmpty()
            && !target.contains("://")
            && !Files.exists(page.resolveSibling(target))) {
          dead.add(Repository.ROOT.relativize(page) + ": " + link.group(1));
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void everyTypeNamedExists() {
    String code = code(Repository.sources());
    Set<String> unknown = new TreeSet<>();
    for (Path page : Repository.pages()) {
      Matcher type = TYPE.matcher(Repository.read(page));
      while (type.find()) {
        if (!FOREIGN.contains(type.group(1))
            && !Pattern.compile("\\b(class|interface|record|enum) " + type.group(1) + "\\b")
                .matcher(code)
                .find()) {
          unknown.add(Repository.ROOT.relativize(page) + ": " + type.group(1));
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyMethodNamedExists() {
    String code = code(Repository.mainSources());
    Set<String> unknown = new TreeSet<>();
    for (Path page : Repository.pages()) {
      Matcher method = METHOD.matcher(Repository.read(page));
      while (method.find()) {
        if (!code.contains(" " + method.group(1) + "(")
            && !code.contains("." + method.group(1) + "(")) {
          unknown.add(Repository.ROOT.relativize(page) + ": " + method.group(1));
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyOptionNamedExists() {
    String code = code(Repository.mainSources());
    Set<String> unknown = new TreeSet<>();
    for (Path page : Repository.pages()) {
      for (String command : commands(page)) {
        Matcher option = OPTION.matcher(command);
        while (option.find()) {
          if (!code.contains('"' + option.group() + '"')
              && !STANDARD.contains(option.group())
              && !OF_JAVA.contains(option.group())
              && !OF_OTHERS.contains(option.group())) {
            unknown.add(Repository.ROOT.relativize(page) + ": " + option.group());
          }
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void everyOptionOfTheRecipeStandsInTheReference() {
    String page = Repository.read(Repository.path("docs/reference/options.md"));
    List<String> missing =
        Arrays.stream(EasyNegatives.class.getDeclaredMethods())
            .filter(method -> Modifier.isPublic(method.getModifiers()))
            .map(Method::getName)
            .distinct()
            .filter(name -> !page.contains("`" + name + "("))
            .sorted()
            .toList();
    assertThat(missing).isEmpty();
  }

  @Test
  void everyLineOfTheReportStandsInTheReference() {
    String page = Repository.read(Repository.path("docs/reference/report.md"));
    String table =
        Repository.read(
            Repository.path(
                "easyneg-core/src/main/java/io/github/easyneg/report/ReportTable.java"));
    Matcher label = Pattern.compile("line\\(\\s*\"([^\"]+)\"").matcher(table);
    Set<String> missing = new TreeSet<>();
    while (label.find()) {
      String name = label.group(1).strip();
      if (!name.isEmpty() && !page.contains("`" + name + "`")) {
        missing.add(name);
      }
    }
    assertThat(missing).isEmpty();
  }

  /** Returns what a page says to type: lines that call easyneg, and options in running text. */
  private static List<String> commands(Path page) {
    List<String> commands = new ArrayList<>();
    for (CodeBlock block : CodeBlock.of(page)) {
      block
          .code()
          .replace("\\\n", " ")
          .lines()
          .filter(line -> line.startsWith("./easyneg "))
          .forEach(commands::add);
    }
    Matcher inText = CODE.matcher(Repository.read(page));
    while (inText.find()) {
      if (inText.group(1).startsWith("./easyneg ") || inText.group(1).startsWith("--")) {
        commands.add(inText.group(1));
      }
    }
    return commands;
  }

  private static String code(List<Path> files) {
    return files.stream().map(Repository::read).collect(Collectors.joining("\n"));
  }
}
