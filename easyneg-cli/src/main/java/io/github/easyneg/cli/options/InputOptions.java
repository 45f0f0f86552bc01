package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.data.FieldMap;
import io.github.easyneg.data.InputFormat;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The data set. */
public final class InputOptions {
  private static final String MAP = "map";

  @Parameters(
      paramLabel = "INPUT",
      arity = "1..*",
      description = {
        "The data set: a .jsonl, .json, .parquet, .csv or .tsv file, or a .gz of one; a BEIR"
            + " folder; several, which are read as one; - for the standard input; or"
            + " hf:ORG/NAME[@REVISION][:CONFIG][/SPLIT], or hf:ORG/NAME[@REVISION]/FILE, on the"
            + " Hugging Face Hub.",
        "A row: {\"contexts\": [...], \"question\": ..., \"answer\": ..., \"positive_ctx_idx\": the"
            + " index of the context that answers, or -1 for none}; or what SQuAD, DPR,"
            + " FlagEmbedding, sentence-transformers, Tevatron, Ragas or LlamaIndex have; or a"
            + " table with the columns question, context and answer."
      })
  private List<String> input = List.of();

  @Option(
      names = "--input-format",
      paramLabel = "NAME[,NAME..]",
      split = ",",
      description =
          "What the records are: germanrag, columns, squad, dpr, dpr-output, flag-embedding,"
              + " sentence-transformers, tevatron, ragas, llama-index, cohere-rerank, reranker-eval"
              + " or nemo; map for what --map says (default: auto, by the fields of each file's"
              + " first record). One for all inputs, or one for each, in their order.")
  private List<String> inputFormat = List.of();

  @Option(
      names = "--map",
      paramLabel = "KEY=FIELD,..",
      description =
          "Which field is what, for records of any other shape:"
              + " question=user_input,answer=reference,contexts=docs[*].text,positive=0."
              + " A dot goes into an object, [*] is each element of a list; positive is the number"
              + " of the context that answers, or the field that holds it, or -1. Also positives,"
              + " negatives, titles and ids.")
  private @Nullable String map;

  @Option(
      names = "--titles",
      paramLabel = "PATTERN",
      description =
          "How the title of a passage and its text become one text, where the input has titles:"
              + " '{title}: {text}', or '{text}' to leave titles out (default: title, blank line,"
              + " text).")
  private @Nullable String titles;

  private InputFormat format(String name) {
    return name.equals(MAP) && map != null
        ? InputFormat.mapped(FieldMap.parse(map))
        : InputFormat.of(name);
  }

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

  /** Returns how records become rows: of all inputs, or of each its own. */
  public InputFormat format() {
    List<String> names = inputFormat.stream().map(String::strip).toList();
    boolean named = names.contains(MAP);
    if (map != null && !named && !names.isEmpty()) {
      throw Failure.usage(
          "--map and --input-format each say what the records are; leave out one of them, or write"
              + " map among the names for the inputs that --map describes.");
    }
    if (map == null && named) {
      throw Failure.usage(
          "--input-format is "
              + String.join(",", names)
              + ", and there is no --map; say with it which field is what.");
    }
    try {
      List<InputFormat> formats =
          names.isEmpty()
              ? List.of(format(map == null ? "auto" : MAP))
              : names.stream().map(this::format).toList();
      InputFormat format = formats.size() == 1 ? formats.get(0) : InputFormat.perInput(formats);
      return titles == null ? format : format.withTitles(titles.replace("\\n", "\n"));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(String.valueOf(e.getMessage()));
    }
  }
}
