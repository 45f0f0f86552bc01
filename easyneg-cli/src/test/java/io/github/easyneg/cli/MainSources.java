package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The code of all modules, tests aside. */
final class MainSources {
  private MainSources() {}

  /** Requires that nothing in it fits a pattern. */
  static void requireNone(Pattern pattern) throws IOException {
    int sources = 0;
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."), "easyneg-*")) {
      for (Path module : modules) {
        Path main = module.resolve("src/main/java");
        sources += Files.isDirectory(main) ? looked(main, pattern) : 0;
      }
    }
    assertThat(sources).isGreaterThan(300);
  }

  private static int looked(Path main, Pattern pattern) throws IOException {
    try (Stream<Path> files = Files.walk(main)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      for (Path source : sources) {
        assertThat(pattern.matcher(Files.readString(source)).results().map(MatchResult::group))
            .as("%s", source)
            .isEmpty();
      }
      return sources.size();
    }
  }
}
