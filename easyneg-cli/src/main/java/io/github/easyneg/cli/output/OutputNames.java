package io.github.easyneg.cli.output;

import io.github.easyneg.cli.console.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sees to it that no output of a command is its input, or another output. */
public final class OutputNames {
  private static final String INPUT = "INPUT";

  /** What each file is, by its place. */
  private final Map<Path, String> taken = new HashMap<>();

  /**
   * Begins with what is read.
   *
   * @param inputs files that none is to write over
   */
  public OutputNames(List<Path> inputs) {
    inputs.forEach(input -> taken.put(place(input), INPUT));
  }

  /**
   * Adds a file.
   *
   * @param option what asks for it
   * @throws Failure if it is taken
   */
  public void add(String option, Path file) {
    String before = taken.putIfAbsent(place(file), option);
    if (before != null) {
      throw Failure.usage(
          before.equals(INPUT)
              ? "%s would write over the input %s; write to another file.".formatted(option, file)
              : "%s would write %s, and so would %s; give each a file of its own."
                  .formatted(option, file, before));
    }
  }

  /** Returns the one path of a file, be it there or not, that no link leads through. */
  private static Path place(Path file) {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    try {
      if (Files.exists(absolute) || folder == null) {
        return absolute.toRealPath();
      }
      return place(folder).resolve(absolute.getFileName()).normalize();
    } catch (IOException e) {
      return absolute.normalize();
    }
  }
}
