package io.github.easyneg.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** On how many threads, and what is told meanwhile. */
final class RunOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description =
          "How many threads work (default: one for each processor). Results do not depend on it.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--progress",
      paramLabel = "HOW",
      description =
          "auto (a bar on a terminal, lines elsewhere), bar, lines, or none (default:"
              + " ${DEFAULT-VALUE}).")
  private How progress = How.auto;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print errors and warnings only: no progress, no report.")
  private boolean quiet;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Keep in this directory what is done, so that the same command goes on where it was after"
              + " an interruption of any kind.")
  private @Nullable Path resume;

  @Option(
      names = "--map-vectors",
      paramLabel = "DIR",
      description =
          "Keep the vectors in a file in this directory rather than in Java's memory, which is the"
              + " default unless they would fill half of it.")
  private @Nullable Path mapVectors;

  private enum How {
    auto,
    bar,
    lines,
    none
  }

  int threads() {
    if (threads < 1) {
      throw Failure.usage("--threads is " + threads + "; use 1 or more.");
    }
    return threads;
  }

  /** Returns where a run that writes {@code file} keeps what is done, if it is to. */
  Optional<Path> resume(Path file) {
    return Optional.ofNullable(resume).map(dir -> dir.resolve(String.valueOf(file.getFileName())));
  }

  /** Returns where vectors are mapped, if they are to be. */
  Optional<Path> mapVectors() {
    if (mapVectors != null && Files.exists(mapVectors) && !Files.isDirectory(mapVectors)) {
      throw Failure.environment(
          "--map-vectors: %s is a file; name a folder.".formatted(mapVectors));
    }
    return Optional.ofNullable(mapVectors);
  }

  boolean quiet() {
    return quiet;
  }

  /** Returns the display of a run. */
  ProgressDisplay display(Console console) {
    if (quiet || progress == How.none) {
      return ProgressDisplay.none(console);
    }
    boolean bar = progress == How.auto ? console.terminal() : progress == How.bar;
    return bar ? ProgressDisplay.bar(console) : ProgressDisplay.lines(console);
  }
}
