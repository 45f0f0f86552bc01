package io.github.easyneg.cli;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.report.MiningReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code easyneg mine}: from a data set to training data. */
@Command(
    name = "mine",
    description = "Mines easy negatives for a data set and writes training data.",
    footer = {
      "",
      "Examples:",
      "  easyneg mine rows.jsonl --out train.jsonl -k 3 --seed 42",
      "  easyneg mine rows.jsonl --out train.jsonl --embedder hashing",
      "  easyneg mine a.jsonl b.jsonl.gz --out train.jsonl.gz --pool 2xeasy+1xsemi-hard"
    })
final class Mine implements Callable<Integer> {
  private final Console console;

  @Mixin private InputOptions input = new InputOptions();

  @Option(
      names = {"-o", "--out"},
      required = true,
      paramLabel = "FILE",
      description = "The training data: .jsonl or .json, or either with .gz.")
  private Path out = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = "What its records look like (default: ${DEFAULT-VALUE}).")
  private String format = "axolotl";

  @Option(
      names = "--audit",
      paramLabel = "FILE",
      description = "Also write all about each row and its negatives; 'convert' reads it.")
  private @Nullable Path audit;

  @ArgGroup(validate = false, heading = "%nNegatives:%n")
  private DrawOptions draw = new DrawOptions();

  @ArgGroup(validate = false, heading = "%nThe draw:%n")
  private SamplerOptions sampler = new SamplerOptions();

  @ArgGroup(validate = false, heading = "%nGuards:%n")
  private GuardOptions guards = new GuardOptions();

  @ArgGroup(validate = false, heading = "%nLabels:%n")
  private LabelOptions labels = new LabelOptions();

  @ArgGroup(validate = false, heading = "%nEmbeddings:%n")
  private EmbedderOptions embedder = new EmbedderOptions();

  @ArgGroup(validate = false, heading = "%nThe run:%n")
  private RunOptions run = new RunOptions();

  Mine(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    OutputFormat records = OutputFormats.byName(format);
    try (Inputs inputs = new Inputs(console);
        EmbeddingProvider provider = embedder.open(run.threads());
        ProgressDisplay display = run.display(console)) {
      Dataset data = input.open(inputs);
      EasyNegatives recipe = recipe(data, provider, display);
      MiningReport report = recipe.write(records, out);
      display.finish();
      if (!run.quiet()) {
        console.out().print(report);
        console.out().flush();
      }
    }
    return ExitCode.OK;
  }

  private EasyNegatives recipe(Dataset data, EmbeddingProvider provider, ProgressDisplay display) {
    EasyNegatives recipe =
        EasyNegatives.from(data)
            .embedWith(provider)
            .sampler(sampler.sampler())
            .threads(run.threads())
            .onProgress(display.progress());
    recipe = draw.applyTo(recipe);
    recipe = guards.applyTo(recipe);
    recipe = labels.applyTo(recipe);
    if (embedder.cache().isPresent()) {
      recipe = recipe.cacheIn(embedder.cache().get());
    }
    return audit == null ? recipe : recipe.auditTo(audit);
  }
}
