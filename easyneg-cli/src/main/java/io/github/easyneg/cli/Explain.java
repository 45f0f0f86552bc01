package io.github.easyneg.cli;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.cli.config.ConfigFile;
import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.console.ProgressDisplay;
import io.github.easyneg.cli.console.Warnings;
import io.github.easyneg.cli.options.CorpusOptions;
import io.github.easyneg.cli.options.Hub;
import io.github.easyneg.cli.options.InputOptions;
import io.github.easyneg.cli.options.Inputs;
import io.github.easyneg.cli.options.ModelGuards;
import io.github.easyneg.cli.options.RecipeOptions;
import io.github.easyneg.cli.options.RejectOptions;
import io.github.easyneg.cli.output.Folders;
import io.github.easyneg.cli.output.HeldOut;
import io.github.easyneg.cli.output.OutputNames;
import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.Splits;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.report.Explanation;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code easyneg explain}: why a row got its negatives. */
@Command(
    name = "explain",
    description = {
      "Mines one row and says why it got these negatives: what it was compared by, which passages"
          + " were candidates, which were rejected and why.",
      "With the options of 'easyneg mine' it gives what that wrote."
    },
    footer = {
      "",
      "Examples:",
      "  easyneg explain rows.jsonl --row 12 -k 3",
      "  easyneg explain --config train.jsonl.config.yml --row 12"
    })
final class Explain implements Callable<Integer> {
  private final Console console;

  @Mixin private InputOptions input = new InputOptions();

  @Mixin private RejectOptions rejects = new RejectOptions();

  @Mixin private CorpusOptions corpus = new CorpusOptions();

  @Option(
      names = "--row",
      required = true,
      paramLabel = "N",
      description = "The row, by its place in the data set, from 1.")
  private long row;

  @Option(
      names = "--split",
      paramLabel = "NAME=SHARE",
      description =
          "As 'easyneg mine' was given it: the row is explained in the part that it went to.")
  private @Nullable String split;

  @Option(
      names = ConfigFile.OPTION,
      paramLabel = "FILE",
      description =
          "Read options from a YAML file, as 'easyneg mine' does; what is about its output is"
              + " passed over.")
  private @Nullable Path config;

  @Option(names = ShortHelp.ALL, description = "Show all options, in groups, and exit.")
  @SuppressWarnings("UnusedVariable") // answered before the command is parsed: Easyneg
  private boolean helpAll;

  @Mixin private RecipeOptions recipe = new RecipeOptions();

  Explain(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (row < 1) {
      throw Failure.usage("--row is " + row + "; rows are counted from 1.", "--row");
    }
    recipe.check();
    corpus.check();
    Optional<HeldOut> heldOut = Optional.ofNullable(split).map(HeldOut::parse);
    BadRows bad = rejects.badRows();
    OutputNames names = new OutputNames(input.files());
    if (config != null) {
      names.reads(ConfigFile.OPTION, config);
    }
    recipe.register(names, input.names(), List.of());
    bad.rejects().ifPresent(file -> names.add("--rejects", file));
    try (Folders folders = new Folders();
        ProgressDisplay display = recipe.run().display(console)) {
      bad.rejects().ifPresent(file -> folders.makeFor("--rejects", file));
      Warnings.print(console, display);
      Hub hub = new Hub(display);
      try (Inputs inputs = new Inputs(console, hub)) {
        Dataset data = inputs.dataset(input, bad, corpus.corpus(input.format()));
        requireRow(data);
        try (EmbeddingProvider embedder = recipe.openEmbedder(hub);
            ModelGuards guards = recipe.openGuards(hub)) {
          Explanation explanation = explain(data, heldOut, embedder, guards, display);
          display.finish();
          console.out().print(explanation);
          console.out().flush();
        }
      }
    }
    return ExitCode.OK;
  }

  /** Rejects a row number that does not exist, before a model is loaded. */
  private void requireRow(Dataset data) {
    long rows;
    try (Stream<QaRow> all = data.rows()) {
      rows = all.limit(row).mapToLong(one -> 1).sum();
    }
    if (rows < row) {
      throw Failure.usage(
          String.format(
              Locale.ROOT, "there is no row %d; %s has rows 1..%d.", row, data.name(), rows),
          "--row");
    }
  }

  private Explanation explain(
      Dataset data,
      Optional<HeldOut> heldOut,
      EmbeddingProvider embedder,
      ModelGuards guards,
      ProgressDisplay display) {
    Optional<Corpus> beside = data.corpus();
    Side side =
        heldOut.isEmpty()
            ? new Side(data, row, beside, false)
            : Side.of(data, Splits.of(data, heldOut.get().share(), recipe.seed()), row, beside);
    EasyNegatives with =
        guards.applyTo(
            corpus
                .with(side.corpus())
                .apply(recipe.recipe(side.data()))
                .embedWith(embedder)
                .onProgress(display.progress()));
    Optional<Path> ground =
        recipe.kept().ground().map(file -> side.heldOut() ? heldOut.get().beside(file) : file);
    EasyNegatives over = ground.isPresent() ? with.groundIn(ground.get()) : with;
    Optional<VectorIndex> index = recipe.index().open();
    try {
      EasyNegatives whole = index.isPresent() ? over.indexIn(index.get()) : over;
      // The row has its number among all rows, not that in its part.
      return whole.explain(side.place()).numbered(row);
    } finally {
      index.ifPresent(VectorIndex::close);
    }
  }
}
