package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.data.BadRows;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is done with rows that cannot be read. */
public final class RejectOptions {
  private static final long DEFAULT_MOST = 100;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description =
          "Leave out bad rows, and write each to this .jsonl file with its line and what is wrong"
              + " with it (default: the first bad row stops the run).")
  private @Nullable Path rejects;

  @Option(
      names = "--max-rejects",
      paramLabel = "N",
      description =
          "With --rejects: stop after more bad rows than this (default: " + DEFAULT_MOST + ").")
  private @Nullable Long maxRejects;

  /** Returns what to do with bad rows. */
  public BadRows badRows() {
    if (maxRejects != null && maxRejects < 0) {
      throw Failure.usage("--max-rejects is " + maxRejects + "; use 0 or more.", "--max-rejects");
    }
    if (rejects == null) {
      if (maxRejects != null) {
        throw Failure.usage(
            "--max-rejects needs --rejects FILE; add that, or leave it out.",
            "--max-rejects",
            "--rejects");
      }
      return BadRows.stop();
    }
    return BadRows.skip(rejects, maxRejects == null ? DEFAULT_MOST : maxRejects);
  }
}
