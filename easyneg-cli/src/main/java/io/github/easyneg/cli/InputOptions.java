package io.github.easyneg.cli;

import io.github.easyneg.data.BadRows;
import java.nio.file.Path;
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
            + " - for the standard input; or hf:ORG/NAME[@REVISION][/FILE] on the Hugging Face"
            + " Hub.",
        "A row: {\"contexts\": [...], \"question\": ..., \"answer\": ..., \"positive_ctx_idx\":"
            + " the index of the context that answers, or -1 for none}."
      })
  private List<String> input = List.of();

  List<String> names() {
    return input;
  }

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

  /** Returns what to do with bad rows. */
  BadRows badRows() {
    if (maxRejects < 0) {
      throw Failure.usage("--max-rejects is " + maxRejects + "; use 0 or more.");
    }
    return rejects == null ? BadRows.stop() : BadRows.skip(rejects, maxRejects);
  }
}
