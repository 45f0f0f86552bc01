package io.github.easyneg.cli;

import io.github.easyneg.check.CheckSummary;
import io.github.easyneg.check.DatasetCheck;
import io.github.easyneg.check.Preview;
import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.console.ProgressDisplay;
import io.github.easyneg.cli.console.Warnings;
import io.github.easyneg.cli.options.CorpusOptions;
import io.github.easyneg.cli.options.EmbedderOptions;
import io.github.easyneg.cli.options.Hub;
import io.github.easyneg.cli.options.InputOptions;
import io.github.easyneg.cli.options.Inputs;
import io.github.easyneg.cli.options.RunOptions;
import io.github.easyneg.embed.EmbeddingProvider;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code easyneg doctor}: finds errors and problems in a data set. */
@Command(
    name = "doctor",
    description = {
      "Reads a data set, prints what it takes it for and the first three rows as it understands"
          + " them, and then what would hurt, by line: rows that cannot be read, empty texts,"
          + " duplicate and near-duplicate rows and passages, questions with two positives, rows"
          + " without one, answers that are in the row's own negatives, texts that the model"
          + " truncates; and the share of refusals to expect.",
      "Exits with 1 if something is broken; warnings alone exit with 0."
    },
    footer = {
      "",
      "Examples:",
      "  easyneg doctor rows.jsonl",
      "  easyneg doctor hf:DiscoResearch/germanrag -k 3 --limit 0",
      "  easyneg doctor rows.jsonl --model"
          + " sentence-transformers/distiluse-base-multilingual-cased-v2"
    })
final class Doctor implements Callable<Integer> {
  private static final int FIRST_ROWS = 3;

  private final Console console;

  @Mixin private InputOptions input = new InputOptions();

  @Mixin private CorpusOptions corpus = new CorpusOptions();

  @Option(
      names = "-k",
      paramLabel = "N",
      description =
          "How many negatives each row is to get, for the share of refusals (default:"
              + " ${DEFAULT-VALUE}).")
  private int k = 1;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description =
          "Print so many findings of a kind; 0 for all (default: ${DEFAULT-VALUE}). All are"
              + " counted.")
  private int limit = 10;

  @ArgGroup(validate = false, heading = "%nThe model whose tokens are counted:%n")
  private EmbedderOptions embedder = new EmbedderOptions();

  @ArgGroup(validate = false, heading = "%nThe run:%n")
  private RunOptions run = new RunOptions();

  Doctor(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (k < 1 || limit < 0) {
      throw Failure.usage(
          k < 1 ? "-k is " + k + "; use 1 or more." : "--limit is " + limit + "; use 0 or more.",
          k < 1 ? "-k" : "--limit");
    }
    embedder.check();
    corpus.check();
    try (ProgressDisplay display = run.display(console)) {
      Warnings.print(console, display);
      Hub hub = new Hub(display);
      try (Inputs inputs = new Inputs(console, hub)) {
        DatasetCheck check = check(inputs.read(input, corpus.corpus(input.format())));
        if (!run.quiet()) {
          embedder.advice().ifPresent(console::say);
        }
        try (EmbeddingProvider provider = embedder.open(run.threads(), hub)) {
          return examine(check.tokensOf(provider, embedder.modelName()), display);
        }
      }
    }
  }

  private DatasetCheck check(Inputs.Read read) {
    try {
      return DatasetCheck.of(read.files().get(0), read.more()).format(read.format()).limit(limit);
    } catch (IllegalArgumentException e) {
      throw Failure.environment(e);
    }
  }

  private int examine(DatasetCheck check, ProgressDisplay display) {
    if (!run.quiet()) {
      Preview preview = check.preview(FIRST_ROWS);
      if (!preview.readAs().isEmpty()) {
        console.out().println(preview);
      }
    }
    CheckSummary summary =
        check
            .onProgress(rows -> display.on("reading rows", rows, OptionalLong.empty()))
            .run(finding -> console.out().println(finding));
    display.finish();
    console.out().print(summary.table(k));
    console.out().flush();
    return summary.isBroken() ? ExitCode.DATA : ExitCode.OK;
  }
}
