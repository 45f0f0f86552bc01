package io.github.easyneg.internal.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/**
 * The folder of an output, made where it was missing, and deleted again where nothing came of the
 * output. For one thread.
 */
public final class MadeFolder implements AutoCloseable {
  /** Those that were not there before, the outermost first. */
  private final Deque<Path> made;

  private MadeFolder(Deque<Path> made) {
    this.made = made;
  }

  /**
   * Makes the folder that a file is to be in, and those that this is in.
   *
   * @throws UncheckedIOException if it cannot be made
   */
  public static MadeFolder of(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    Deque<Path> made = new ArrayDeque<>();
    for (Path missing = folder;
        missing != null && !Files.exists(missing);
        missing = missing.getParent()) {
      made.addFirst(missing);
    }
    // For Ctrl-C, when nothing is closed: the JVM deletes the last named first, if they are empty.
    made.forEach(missing -> missing.toFile().deleteOnExit());
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          String.format(
              Locale.ROOT,
              "%s could not be made a folder: %s; write elsewhere.",
              folder,
              Files.exists(folder) ? "there is a file of that name" : Reason.of(e)),
          e);
    }
    return new MadeFolder(made);
  }

  /** Says that the output is there, and its folder stays. */
  public void keep() {
    made.clear();
  }

  /** Deletes the folders that were made and are empty. */
  @Override
  public void close() {
    while (!made.isEmpty()) {
      try {
        Files.deleteIfExists(made.removeLast());
      } catch (IOException e) {
        // Something of somebody else's is in it.
        made.clear();
      }
    }
  }
}
