package io.github.easyneg.internal.io;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Files that appear one after the other, as no file system moves several in one step. Where one
 * cannot appear, the user is told which ones had.
 */
public final class Appearing {
  private final List<Path> appeared = new ArrayList<>();

  /**
   * Makes the next files appear.
   *
   * @throws UncheckedIOException if the disk fails
   */
  public void next(List<Path> files, Runnable commit) {
    try {
      commit.run();
    } catch (UncheckedIOException e) {
      if (appeared.isEmpty()) {
        throw e;
      }
      throw new UncheckedIOException(
          e.getMessage()
              + " Written before it, and whole: "
              + appeared.stream().map(Path::toString).collect(Collectors.joining(", "))
              + ".",
          e.getCause());
    }
    appeared.addAll(files);
  }
}
