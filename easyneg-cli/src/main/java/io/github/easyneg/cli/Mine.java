package io.github.easyneg.cli;

import io.github.easyneg.cli.config.ConfigFile;
import io.github.easyneg.cli.config.ResolvedConfig;
import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.ProgressDisplay;
import io.github.easyneg.cli.console.Warnings;
import io.github.easyneg.cli.options.CorpusOptions;
import io.github.easyneg.cli.options.Hub;
import io.github.easyneg.cli.options.InputOptions;
import io.github.easyneg.cli.options.Inputs;
import io.github.easyneg.cli.options.ModelGuards;
import io.github.easyneg.cli.options.OutputOptions;
import io.github.easyneg.cli.options.RecipeOptions;
import io.github.easyneg.cli.options.RejectOptions;
import io.github.easyneg.cli.output.HeldOut;
import io.github.easyneg.cli.output.OutputNames;
import io.github.easyneg.cli.output.OutputPlan;
import io.github.easyneg.cli.output.Publication;
import io.github.easyneg.cli.output.ReportFolder;
import io.github.easyneg.cli.output.Written;
import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Split;
import io.github.easyneg.data.Splits;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.format.CorpusFormat;
import io.github.easyneg.publish.DatasetCard;
import io.github.easyneg.publish.Features;
import io.github.easyneg.publish.FtConfig;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code easyneg mine}: from a data set to training data. */
@Command(
    name = "mine",
    description = "Mines easy negatives for a data set and writes training data.",
    footer = {
      "",
      "Examples:",
      "  A quick look, without a model:",
      "    easyneg mine rows.jsonl --out train.jsonl -k 3 --embedder hashing",
      "  With a multilingual model from the Hub, whose vectors are kept:",
      "    easyneg mine hf:DiscoResearch/germanrag --out train.jsonl -k 3 --dpath cache \\",
      "        --model sentence-transformers/distiluse-base-multilingual-cased-v2",
      "  All that a training run needs:",
      "    easyneg mine rows.jsonl --out train.jsonl --split val=0.1 --ft-config ft_config.yml",
      "  Again as it was done before, with another seed:",
      "    easyneg mine --config train.jsonl.config.yml --seed 7"
    })
final class Mine implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private InputOptions input = new InputOptions();

  @Mixin private RejectOptions rejects = new RejectOptions();

  @Mixin private CorpusOptions corpus = new CorpusOptions();

  @Option(
      names = ConfigFile.OPTION,
      paramLabel = "FILE",
      description = {
        "Read options from a YAML file, in which 'pool: easy' stands for --pool easy and 'input:"
            + " [a.jsonl, b.jsonl]' for INPUT; command-line options override the file.",
        "train.jsonl.config.yml, which a run leaves next to its output, is such a file."
      })
  private @Nullable Path config;

  @ArgGroup(validate = false, heading = "%nOutput:%n")
  private OutputOptions output = new OutputOptions();

  @Option(names = ShortHelp.ALL, description = "Show all options, in groups, and exit.")
  @SuppressWarnings("UnusedVariable") // answered before the command is parsed: Easyneg
  private boolean helpAll;

  @Mixin private RecipeOptions recipe = new RecipeOptions();

  Mine(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    OutputPlan plan = output.plan();
    BadRows bad = rejects.badRows();
    OutputNames names =
        new OutputNames(Stream.concat(input.files().stream(), corpus.files().stream()).toList());
    if (config != null && !isSame(config, plan.config())) {
      names.reads(ConfigFile.OPTION, config);
    }
    recipe.register(names, input.names(), plan.data());
    plan.check(names, bad.rejects());
    recipe.check(plan.format());
    corpus.check();
    try (ProgressDisplay display = recipe.run().display(console);
        Publication publication = new Publication()) {
      Warnings.print(console, display);
      plan.begin(publication, bad.rejects());
      Map<String, MiningReport> reports = mine(plan, bad, display, publication);
      publication.publish();
      if (!recipe.run().quiet()) {
        reports.forEach(this::print);
        console.out().println();
        console.out().print(Written.table(publication.written()));
        console.out().flush();
        advise(reports);
        console.out().println("next: " + next(plan));
      }
    }
    return ExitCode.OK;
  }

  /**
   * Tells whether the configuration that is read is the one that a run of this name writes: it may
   * be replaced, as long as nobody edited it.
   */
  private static boolean isSame(Path one, Path other) {
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  /** Mines and writes all files, which are yet to be published. */
  private Map<String, MiningReport> mine(
      OutputPlan plan, BadRows bad, ProgressDisplay display, Publication publication) {
    Hub hub = new Hub(display);
    try (Inputs inputs = new Inputs(console, hub);
        EmbeddingProvider embedder = recipe.openEmbedder(hub);
        ModelGuards guards = recipe.openGuards(hub)) {
      Dataset data = inputs.dataset(input, bad, corpus.corpus(input.format()));
      if (!recipe.run().quiet()) {
        recipe.embedder().advice().ifPresent(console::say);
      }
      Mining mining = new Mining(recipe, embedder, guards, display);
      Map<String, MiningReport> reports = mine(data, plan, mining, publication);
      guards.requireSome(reports.values());
      if (!recipe.run().quiet()) {
        guards.summary().ifPresent(console::say);
      }
      write(plan, reports, data.readAs(), mining, publication);
      return reports;
    }
  }

  /** Mines the parts, the training data last. */
  private Map<String, MiningReport> mine(
      Dataset data, OutputPlan plan, Mining mining, Publication publication) {
    Optional<Corpus> beside = data.corpus();
    if (plan.heldOut().isEmpty()) {
      return Map.of(
          "train",
          publication.add(
              mining
                  .from(corpus.with(beside))
                  .run(data, plan.format(), plan.train(), plan.audit(), plan.relabelled())));
    }
    HeldOut part = plan.heldOut().get();
    Split split = Splits.of(data, part.share(), recipe.seed());
    split.notes().forEach(console::say);
    MiningReport heldOut =
        publication.add(
            mining
                .from(corpus.with(beside.map(split::heldOut)))
                .groundBeside(part::beside)
                .run(
                    split.heldOut(),
                    plan.format(),
                    plan.validation().orElseThrow(),
                    plan.audit().map(part::beside),
                    plan.relabelled().map(part::beside)));
    Map<String, MiningReport> reports = new LinkedHashMap<>();
    reports.put(
        "train",
        publication.add(
            mining
                .from(corpus.with(beside.map(split::kept)))
                .groundBeside(file -> file)
                .run(split.kept(), plan.format(), plan.train(), plan.audit(), plan.relabelled())));
    reports.put(part.name(), heldOut);
    return reports;
  }

  /** Writes what goes with the data. */
  private void write(
      OutputPlan plan,
      Map<String, MiningReport> reports,
      Optional<InputFormat> readAs,
      Mining mining,
      Publication publication) {
    plan.card()
        .ifPresent(file -> publication.write(file, card(plan, reports, mining.features()).text()));
    plan.ftConfig()
        .ifPresent(file -> publication.write(file, ftConfig(plan, mining.longestTokens()).text()));
    publication.write(plan.config(), ResolvedConfig.of(spec, reports, readAs));
    plan.report().ifPresent(folder -> ReportFolder.write(folder, reports, publication));
  }

  /** Suggests how to make the next run faster. */
  private void advise(Map<String, MiningReport> reports) {
    Duration embedding =
        reports.values().stream()
            .map(report -> report.time().getOrDefault(Stage.EMBED, Duration.ZERO))
            .reduce(Duration.ZERO, Duration::plus);
    recipe.kept().advice(embedding).ifPresent(console::say);
    output.advice().ifPresent(console::say);
  }

  /** Returns what to type next. */
  private String next(OutputPlan plan) {
    if (plan.ftConfig().isPresent()) {
      return "axolotl train " + typed(plan.ftConfig().get());
    }
    if (plan.hubFolder().isPresent()) {
      return "hf upload ORG/NAME "
          + typed(plan.hubFolder().get().folder())
          + " --repo-type dataset";
    }
    return plan.audit()
        .map(audit -> "easyneg view " + typed(audit))
        .orElseGet(() -> "easyneg explain --config " + typed(plan.config()) + " --row 1");
  }

  /** Returns a file's name, quoted for a shell. */
  private static String typed(Path file) {
    String name = file.toString();
    return name.matches("[\\w./:@%+,-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
  }

  private void print(String part, MiningReport report) {
    if (!part.equals("train")) {
      console.out().println();
      console.out().println("held out as " + part);
    }
    console.out().print(report);
    console.out().flush();
  }

  private static FtConfig ftConfig(OutputPlan plan, int longestTokens) {
    FtConfig ftConfig = FtConfig.of(plan.train().toString(), plan.format());
    if (longestTokens > 0) {
      ftConfig = ftConfig.longestRecord(longestTokens);
    }
    if (plan.validation().isPresent()) {
      ftConfig = ftConfig.validatedOn(plan.validation().get().toString());
    }
    return ftConfig;
  }

  private DatasetCard card(
      OutputPlan plan, Map<String, MiningReport> reports, Optional<Features> features) {
    DatasetCard card =
        plan.blankCard().orElseThrow().sources(Hub.datasets(input.names()).toArray(String[]::new));
    for (Map.Entry<String, MiningReport> part : reports.entrySet()) {
      String name = part.getKey();
      card = card.split(name, name + ".jsonl", part.getValue().lines().written());
      if (plan.format() instanceof CorpusFormat) {
        card = card.corpus(name, name + ".corpus.jsonl");
      }
    }
    return features.isPresent() ? card.features(features.get()) : card;
  }
}
