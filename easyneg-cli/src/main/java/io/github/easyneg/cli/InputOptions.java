package io.github.easyneg.cli;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /** Returns the data set. */
  Dataset open(Inputs inputs) {
    List<Path> files = input.stream().map(inputs::file).toList();
    try {
      return Datasets.jsonl(files.get(0), files.subList(1, files.size()).toArray(Path[]::new));
    } catch (IllegalArgumentException e) {
      throw Failure.environment(String.valueOf(e.getMessage()), e);
    }
  }
}
