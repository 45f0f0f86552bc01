package io.github.easyneg.cli;

import java.util.List;
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
}
