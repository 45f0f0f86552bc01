package io.github.easyneg.cli;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.BadRows;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.report.Explanation;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code easyneg explain}: why a row got its negatives. */
@Command(
    name = "explain",
    description = {
      "Mines one row and says why it got these negatives: what it was compared by, which passages"
          + " were candidates, which were turned away and by what.",
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

  @Option(
      names = "--row",
      required = true,
      paramLabel = "N",
      description = "The row, by its place in the data set, from 1.")
  private long row;

  @Option(
      names = ConfigFile.OPTION,
      paramLabel = "FILE",
      description =
          "Read options from a YAML file, as 'easyneg mine' does; what is about its output is"
              + " passed over.")
  @SuppressWarnings("UnusedVariable") // read before the command is parsed: ConfiguredArguments
  private @Nullable Path config;

  @Mixin private RecipeOptions recipe = new RecipeOptions();

  Explain(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    if (row < 1) {
      throw Failure.usage("--row is " + row + "; rows are counted from 1.");
    }
    recipe.check();
    BadRows bad = rejects.badRows();
    bad.rejects().ifPresent(file -> new OutputNames(input.names()).add("--rejects", file));
    try (ProgressDisplay display = recipe.run().display(console)) {
      Warnings.print(console, display);
      Hub hub = new Hub(display);
      try (Inputs inputs = new Inputs(console, hub);
          EmbeddingProvider embedder = recipe.openEmbedder(hub)) {
        Explanation explanation =
            explain(
                judged(recipe.recipe(inputs.dataset(input.names(), bad)))
                    .embedWith(embedder)
                    .onProgress(display.progress()));
        display.finish();
        console.out().print(explanation);
        console.out().flush();
      }
    }
    return ExitCode.OK;
  }

  private EasyNegatives judged(EasyNegatives with) {
    Optional<Judge> judge = recipe.openJudge();
    return judge.isPresent() ? with.rejecting(judge.get()) : with;
  }

  private Explanation explain(EasyNegatives with) {
    Optional<VectorIndex> index = recipe.index().open();
    try {
      return (index.isPresent() ? with.indexIn(index.get()) : with).explain(row);
    } finally {
      index.ifPresent(VectorIndex::close);
    }
  }
}
