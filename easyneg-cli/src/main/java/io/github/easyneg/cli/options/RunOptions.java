package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.console.ProgressDisplay;
import picocli.CommandLine.Option;

/** The number of threads, and the progress display. */
public final class RunOptions {
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

  private enum How {
    auto,
    bar,
    lines,
    none
  }

  public int threads() {
    if (threads < 1) {
      throw Failure.usage("--threads is " + threads + "; use 1 or more.", "--threads");
    }
    return threads;
  }

  public boolean quiet() {
    return quiet;
  }

  /** Returns the display of a run. */
  public ProgressDisplay display(Console console) {
    if (quiet) {
      return ProgressDisplay.quiet(console);
    }
    if (progress == How.none) {
      return ProgressDisplay.none(console);
    }
    boolean bar = progress == How.auto ? console.terminal() : progress == How.bar;
    return bar ? ProgressDisplay.bar(console) : ProgressDisplay.lines(console);
  }
}
