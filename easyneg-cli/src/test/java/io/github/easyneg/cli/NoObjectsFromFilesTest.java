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
import org.junit.jupiter.api.Test;

/**
 * What would make objects of classes that a file or a server names: Java's serialisation, beans in
 * XML, Jackson with types in the data, SnakeYAML (snakeyaml-engine knows maps, lists and texts
 * alone).
 */
class NoObjectsFromFilesTest {
  private static final Pattern MAKES_OBJECTS =
      Pattern.compile(
          "\\bObjectInputStream\\b|\\bXMLDecoder\\b|\\b(?:enable|activate)DefaultTyping"
              + "|\\bJsonTypeInfo\\b|\\bnew Yaml\\(|\\bXStream\\b");

  @Test
  void noModuleDeserialisesIntoObjects() throws IOException {
    int sources = 0;
    try (DirectoryStream<Path> modules = Files.newDirectoryStream(Path.of(".."), "easyneg-*")) {
      for (Path module : modules) {
        Path main = module.resolve("src/main/java");
        sources += Files.isDirectory(main) ? looked(main) : 0;
      }
    }
    assertThat(sources).isGreaterThan(300);
  }

  private static int looked(Path main) throws IOException {
    try (Stream<Path> files = Files.walk(main)) {
      List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
      for (Path source : sources) {
        assertThat(
                MAKES_OBJECTS.matcher(Files.readString(source)).results().map(MatchResult::group))
            .as("%s", source)
            .isEmpty();
      }
      return sources.size();
    }
  }
}
