package io.github.easyneg.onnx.internal.embed;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The libraries of CUDA that the runtime's library for GPUs is linked to. The runtime names the
 * first that is missing; the system's linker knows all.
 */
final class CudaLibraries {
  /** Where the system looks for libraries in addition to its own folders. */
  static final String PATH_VARIABLE =
      System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win")
          ? "PATH"
          : "LD_LIBRARY_PATH";

  private static final String NOT_FOUND = " => not found";

  private CudaLibraries() {}

  /**
   * Returns the names of missing libraries; empty where nothing is missing, or where the system has
   * no {@code ldd} and the runtime is to report it.
   */
  static List<String> missing(Optional<Path> library) {
    return library.map(path -> missing(List.of("ldd", path.toString()))).orElse(List.of());
  }

  /** Returns the names that a command of {@code ldd}'s kind says are not found. */
  static List<String> missing(List<String> command) {
    List<String> missing = new ArrayList<>();
    try {
      Process ldd = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (BufferedReader lines = ldd.inputReader()) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.endsWith(NOT_FOUND)) {
            missing.add(line.strip().replace(NOT_FOUND, ""));
          }
        }
      }
      int ignored = ldd.waitFor();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.copyOf(missing);
  }
}
