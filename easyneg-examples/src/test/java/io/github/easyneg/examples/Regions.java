package io.github.easyneg.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parts of Java files between {@code // region name} and {@code // endregion}. */
final class Regions {
  private Regions() {}

  /** Returns each region's code by its name, without the indentation that its lines share. */
  static Map<String, String> of(List<Path> files) {
    Map<String, String> regions = new LinkedHashMap<>();
    for (Path file : files) {
      List<String> lines = Repository.read(file).lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (line.startsWith("// region ")) {
          List<String> code = new ArrayList<>();
          while (!lines.get(++i).strip().equals("// endregion")) {
            code.add(lines.get(i));
          }
          String previous =
              regions.put(line.substring(10), String.join("\n", code).stripIndent().strip());
          if (previous != null) {
            throw new IllegalStateException(file + ": a second region " + line.substring(10));
          }
        }
      }
    }
    return regions;
  }
}
