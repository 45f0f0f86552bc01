package io.github.easyneg.cli;

import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The data set. */
final class InputOptions {
  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = {
        "The data set: a .jsonl or .json file, or a .gz of either; several, which are read as one;"
            + " or - for the standard input.",
        "A row: {\"contexts\": [...], \"question\": ..., \"answer\": ..., \"positive_ctx_idx\":"
            + " number, or -1 for none}."
      })
  private List<String> input = new ArrayList<>();

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
          "With --rejects: stop after more bad rows than this (default: ${DEFAULT-VALUE}).")
  private long maxRejects = 100;

  /** Returns the data set. */
  Dataset open(Inputs inputs) {
    List<Path> files = input.stream().map(inputs::file).toList();
    if (maxRejects < 0) {
      throw Failure.usage("--max-rejects is " + maxRejects + "; use 0 or more.");
    }
    BadRows bad = rejects == null ? BadRows.stop() : BadRows.skip(rejects, maxRejects);
    try {
      return Datasets.jsonl(bad, files.get(0), files.subList(1, files.size()).toArray(Path[]::new));
    } catch (IllegalArgumentException e) {
      throw Failure.environment(String.valueOf(e.getMessage()), e);
    }
  }
}
