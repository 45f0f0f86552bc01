package io.github.easyneg.cli;

import io.github.easyneg.Draft;
import io.github.easyneg.EasyNegatives;
import io.github.easyneg.cli.console.ProgressDisplay;
import io.github.easyneg.cli.options.ModelGuards;
import io.github.easyneg.cli.options.RecipeOptions;
import io.github.easyneg.cli.output.MeasuredFormat;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.format.CorpusFormat;
import io.github.easyneg.format.ObjectFormat;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.publish.Features;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Mines one part of the data into one file. */
final class Mining {
  private final RecipeOptions options;
  private final EmbeddingProvider embedder;
  private final ModelGuards guards;
  private final ProgressDisplay display;
  private UnaryOperator<EasyNegatives> corpus = recipe -> recipe;
  private UnaryOperator<Path> ground = file -> file;
  private Optional<MeasuredFormat> measured = Optional.empty();

  Mining(
      RecipeOptions options,
      EmbeddingProvider embedder,
      ModelGuards guards,
      ProgressDisplay display) {
    this.options = options;
    this.embedder = embedder;
    this.guards = guards;
    this.display = display;
  }

  /** Sets what is done to a recipe so that it mines from a corpus, from now on. */
  Mining from(UnaryOperator<EasyNegatives> corpus) {
    this.corpus = corpus;
    return this;
  }

  /** Sets where the passages of this part are kept, by the file that the user named. */
  Mining groundBeside(UnaryOperator<Path> ground) {
    this.ground = ground;
    return this;
  }

  /** Mines and writes; a store is opened for this run and closed after it. */
  Draft run(
      Dataset data,
      OutputFormat format,
      Path file,
      Optional<Path> audit,
      Optional<Path> relabelled) {
    EasyNegatives recipe =
        guards.applyTo(
            corpus.apply(options.recipe(data)).embedWith(embedder).onProgress(display.progress()));
    if (audit.isPresent()) {
      recipe = recipe.auditTo(audit.get());
    }
    if (relabelled.isPresent()) {
      recipe = recipe.relabelledTo(relabelled.get());
    }
    if (options.kept().resume(file).isPresent()) {
      recipe = recipe.resumeIn(options.kept().resume(file).get());
    }
    if (options.kept().mapVectors().isPresent()) {
      recipe = recipe.vectorsIn(options.kept().mapVectors().get());
    }
    if (options.kept().ground().isPresent()) {
      recipe = recipe.groundIn(ground.apply(options.kept().ground().get()));
    }
    recipe = recipe.embedPassages(options.kept().embedPassages());
    Optional<VectorIndex> index = options.index().open();
    try {
      return write(index.isPresent() ? recipe.indexIn(index.get()) : recipe, format, file);
    } finally {
      index.ifPresent(VectorIndex::close);
      display.finish();
    }
  }

  private Draft write(EasyNegatives recipe, OutputFormat format, Path file) {
    if (format instanceof CorpusFormat || format instanceof ObjectFormat) {
      return recipe.draft(format, file);
    }
    MeasuredFormat measured = measured(format);
    return recipe.draft(measured, file);
  }

  /** Returns the format, which remembers what it sees in all parts of the data. */
  private MeasuredFormat measured(OutputFormat format) {
    MeasuredFormat known = measured.filter(m -> m.name().equals(format.name())).orElse(null);
    MeasuredFormat now = known == null ? new MeasuredFormat(format) : known;
    measured = Optional.of(now);
    return now;
  }

  /**
   * Returns an estimate of the tokens of the longest record; 0 for formats that are not measured.
   */
  int longestTokens() {
    return measured.map(MeasuredFormat::longestTokens).orElse(0);
  }

  /** Returns the columns of the records, where the source adds to them. */
  Optional<Features> features() {
    return measured.map(MeasuredFormat::features);
  }
}
