package io.github.easyneg.cli.options;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.cli.output.OutputNames;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.format.OutputFormat;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.ArgGroup;

/** All options that make a recipe. */
public final class RecipeOptions {
  @ArgGroup(validate = false, heading = "%nNegatives:%n")
  private DrawOptions draw = new DrawOptions();

  @ArgGroup(validate = false, heading = "%nThe draw:%n")
  private SamplerOptions sampler = new SamplerOptions();

  @ArgGroup(validate = false, heading = "%nGuards:%n")
  private GuardOptions guards = new GuardOptions();

  @ArgGroup(validate = false, heading = "%nNetworks that read:%n")
  private ReaderOptions readers = new ReaderOptions();

  @ArgGroup(validate = false, heading = "%nA judge:%n")
  private JudgeOptions judge = new JudgeOptions();

  @ArgGroup(validate = false, heading = "%nLabels:%n")
  private LabelOptions labels = new LabelOptions();

  @ArgGroup(validate = false, heading = "%nEmbeddings:%n")
  private EmbedderOptions embedder = new EmbedderOptions();

  @ArgGroup(validate = false, heading = "%nA server of embeddings:%n")
  private EmbedServerOptions embedServer = new EmbedServerOptions();

  @ArgGroup(validate = false, heading = "%nVector store:%n")
  private IndexOptions index = new IndexOptions();

  @ArgGroup(validate = false, heading = "%nWhat is kept:%n")
  private KeptOptions kept = new KeptOptions();

  @ArgGroup(validate = false, heading = "%nThe run:%n")
  private RunOptions run = new RunOptions();

  /** Rejects invalid options, before any file is opened or fetched. */
  public void check() {
    embedder.check(readers.any());
    embedServer.check(embedder.onServer(), embedder.model());
    index.check();
    readers.check();
    judge.check();
    String unused = recipe(Datasets.of(List.of())).describe();
  }

  /** The same, with options that do not apply to some formats. */
  public void check(OutputFormat format) {
    labels.check(format);
    check();
  }

  /**
   * Registers what the run reads and keeps in addition to its inputs, which no output may
   * overwrite.
   *
   * @param inputs as they were typed
   * @param data the files of training data
   */
  public void register(OutputNames names, List<String> inputs, List<Path> data) {
    embedder.register(names);
    guards.register(names);
    readers.register(names);
    kept.register(names, data);
    if (embedder.isOnTheHub()
        || readers.isOnTheHub()
        || inputs.stream().anyMatch(name -> name.startsWith(Hub.PREFIX))) {
      names.owns("the Hub's cache", Hub.cache());
    }
  }

  /** Returns a recipe without an embedder, a judge and a store. */
  public EasyNegatives recipe(Dataset data) {
    EasyNegatives recipe =
        EasyNegatives.from(data).sampler(sampler.sampler()).threads(run.threads());
    recipe = draw.applyTo(recipe);
    recipe = guards.applyTo(recipe);
    recipe = labels.applyTo(recipe);
    return kept.cache().isPresent() ? recipe.cacheIn(kept.cache().get()) : recipe;
  }

  /** Returns the embedder; the caller closes it. */
  public EmbeddingProvider openEmbedder(Hub hub) {
    return embedder.onServer()
        ? embedder.configured(embedServer.open(embedder.modelName(), kept.cache()))
        : embedder.open(run.threads(), hub);
  }

  /** Returns the guards that ask a model; the caller closes them. */
  public ModelGuards openGuards(Hub hub) {
    return new ModelGuards(readers.open(embedder.device(), run.threads(), hub), judge.open());
  }

  /** Returns the random seed. */
  public long seed() {
    return draw.seed();
  }

  public EmbedderOptions embedder() {
    return embedder;
  }

  public IndexOptions index() {
    return index;
  }

  public KeptOptions kept() {
    return kept;
  }

  public RunOptions run() {
    return run;
  }
}
