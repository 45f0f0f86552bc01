package io.github.easyneg.cli;

import java.io.IOException;
import java.util.regex.Pattern;
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
    MainSources.requireNone(MAKES_OBJECTS);
  }
}
