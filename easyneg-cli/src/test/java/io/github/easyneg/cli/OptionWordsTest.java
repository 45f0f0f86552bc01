package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.config.OptionNames;
import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.OptionWords;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The library's errors name calls; the command's name options, and they are options that exist. */
class OptionWordsTest {
  private static final Pattern NAMED =
      Pattern.compile(
          "(?:Option\\.(?:named|call|of)\\(|OptionException\\.is\\(|requireAtLeast\\(1,)\\s*"
              + "\"([\\w.]+)\"");

  @Test
  void whatTheLibraryNamesInItsErrorsIsAnOptionOfTheCommand() {
    Set<String> options = new TreeSet<>();
    Console console = Console.ofProcess();
    for (Object command : List.of(new Mine(console), new Distill(console))) {
      OptionNames.of(new CommandLine(command).getCommandSpec()).keySet().stream()
          .map(name -> name.length() == 1 ? "-" + name : "--" + name)
          .forEach(options::add);
    }
    Set<String> named = namedByTheLibrary();

    assertThat(named).contains("sampleK", "maxReuse", "refusalRatio", "whenShort", "smoothing");
    assertThat(named)
        .allSatisfy(
            call ->
                assertThat(typed(call))
                    .as("what is typed for %s", call)
                    .satisfiesAnyOf(
                        typed -> assertThat(typed).isIn(options),
                        typed -> assertThat(typed).matches("EASYNEG_[A-Z_]+")));
  }

  private static String typed(String call) {
    return OptionWords.message(OptionException.of("{}", Option.named(call)))
        .replaceFirst(" .*", "");
  }

  private static Set<String> namedByTheLibrary() {
    Set<String> named = new LinkedHashSet<>();
    for (String module : List.of("core", "onnx", "hub", "langchain4j", "parquet", "csv")) {
      Path sources = Path.of("..", "easyneg-" + module, "src", "main", "java");
      try (Stream<Path> files = Files.walk(sources)) {
        files
            .filter(file -> file.toString().endsWith(".java"))
            .map(OptionWordsTest::read)
            .map(NAMED::matcher)
            .flatMap(Matcher::results)
            .forEach(result -> named.add(result.group(1)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return named;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
