package io.github.easyneg.cli.options;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The data set. */
public final class InputOptions {
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

  /** Returns the inputs as they were typed. */
  public List<String> names() {
    return input;
  }

  /** Returns those that are files on this machine by name: not the standard input, nor the Hub. */
  public List<Path> files() {
    return input.stream()
        .filter(name -> !name.equals("-") && !name.startsWith(Hub.PREFIX))
        .map(Path::of)
        .toList();
  }
}
