package io.github.easyneg.hub.internal;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A file in a repository, by a path that cannot leave the folder that it is resolved against.
 *
 * @param path names separated by {@code /}
 */
public record RepoFile(String path) {

  private static final int LONGEST_NAME_BYTES = 255;
  private static final Set<String> DEVICES = Set.of("CON", "PRN", "AUX", "NUL");

  /**
   * Checks the path.
   *
   * @throws IllegalArgumentException if it is empty, absolute, names a drive, or holds {@code .},
   *     {@code ..}, a backslash or a control character
   */
  public RepoFile {
    Optional<String> problem = problem(path);
    if (problem.isPresent()) {
      throw new IllegalArgumentException(
          "'"
              + Quoted.clean(path)
              + "' is not a path of a repository: "
              + problem.get()
              + ". Use a relative path such as 'onnx/model.onnx'.");
    }
  }

  /** Returns what is wrong with {@code path}, or nothing if it is safe here. */
  static Optional<String> problem(String path) {
    return problem(path, File.separatorChar == '\\');
  }

  static Optional<String> problem(String path, boolean windows) {
    if (path.isEmpty()) {
      return Optional.of("it is empty");
    }
    if (path.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      return Optional.of("it holds a control character");
    }
    // Code points are whole, so that a surrogate among them is one without its other half.
    if (path.codePoints()
        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
      return Optional.of("it holds an unpaired surrogate");
    }
    if (path.indexOf('\\') >= 0) {
      return Optional.of("it holds a backslash");
    }
    // A drive, or on Windows an alternate data stream.
    if (path.matches("[A-Za-z]:.*") || (windows && path.indexOf(':') >= 0)) {
      return Optional.of("it names a drive");
    }
    for (String name : path.split("/", -1)) {
      if (name.isEmpty()) {
        return Optional.of("it is absolute, or has an empty part");
      }
      if (name.equals(".") || name.equals("..")) {
        return Optional.of("it holds '" + name + "'");
      }
      if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME_BYTES) {
        return Optional.of("it has a part of more than " + LONGEST_NAME_BYTES + " bytes");
      }
      if (windows && misleadsWindows(name)) {
        return Optional.of("it holds '" + name + "', which means something else on Windows");
      }
    }
    return Optional.empty();
  }

  private static boolean misleadsWindows(String name) {
    String stem = name.toUpperCase(Locale.ROOT).replaceFirst("[ .].*", "");
    return name.endsWith(".")
        || name.endsWith(" ")
        || DEVICES.contains(stem)
        || stem.matches("(COM|LPT)[0-9]")
        || name.matches(".*[<>\"|?*].*");
  }

  /** Returns the last part. */
  String name() {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /**
   * Returns where the file lies under {@code root}.
   *
   * @throws UncheckedIOException if this platform's file names cannot carry a character of it
   */
  Path under(Path root) {
    Path file = root;
    try {
      for (String name : path.split("/", -1)) {
        file = file.resolve(name);
      }
      return file;
    } catch (InvalidPathException e) {
      // Java 17 takes the encoding of file names from the locale, and LC_ALL=C means ASCII.
      throw new UncheckedIOException(
          root
              + ": expected to keep the file '"
              + Quoted.clean(path)
              + "' here, but file names are in "
              + System.getProperty("sun.jnu.encoding")
              + ", which cannot carry it. Start Java in a UTF-8 locale, as with LC_ALL=C.UTF-8.",
          new IOException(e));
    }
  }

  @Override
  public String toString() {
    return path;
  }
}
