package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.math.VectorMatrix;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Where vectors lie: where the recipe says, else in the heap, unless they would fill more than half
 * of it; then in a mapped file among the temporary ones. For one thread.
 */
public final class Room {
  private final int dimension;
  private final Optional<Path> directory;
  private final Consumer<String> notes;
  private long inHeap;
  private boolean told;

  /**
   * Makes room.
   *
   * @param directory for mapped files, where the recipe names one
   * @param notes is told where vectors do not fit into the heap
   */
  public Room(int dimension, Optional<Path> directory, Consumer<String> notes) {
    this.dimension = dimension;
    this.directory = directory;
    this.notes = notes;
    if (directory.isPresent()
        && Files.exists(directory.get())
        && !Files.isDirectory(directory.get())) {
      throw OptionException.of(
          "{} is a file; give {} a directory.", directory.get(), Option.call("vectorsIn"));
    }
  }

  int dimension() {
    return dimension;
  }

  /** Makes a matrix of zeros. */
  VectorMatrix matrix(int rows) {
    if (directory.isPresent()) {
      return VectorMatrix.mapped(rows, dimension, directory.get());
    }
    long bytes = (long) rows * dimension * Float.BYTES;
    long heap = Runtime.getRuntime().maxMemory();
    if (inHeap + bytes <= heap / 2) {
      inHeap += bytes;
      return new VectorMatrix(rows, dimension);
    }
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    if (!told) {
      told = true;
      notes.accept(
          String.format(
              Locale.ROOT,
              "The vectors take %,d MB, more than half of Java's %,d MB; they are mapped from a"
                  + " file in %s.",
              (inHeap + bytes) >> 20,
              heap >> 20,
              temporary));
    }
    return VectorMatrix.mapped(rows, dimension, temporary);
  }
}
