package io.github.easyneg.cli.options;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.InputFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Option;

/** Passages in addition to the rows. */
public final class CorpusOptions {
  @Option(
      names = "--corpus",
      paramLabel = "FILE..",
      description =
          "Mine from the passages of these files too: .jsonl, .json, .parquet, .csv or .tsv with a"
              + " text, and perhaps a title and an id (_id, docid or id), or .txt with a passage a"
              + " line; or a .gz of one. Rows may name passages of it by their ids.")
  private List<Path> files = List.of();

  @Option(
      names = "--corpus-alone",
      description = "With --corpus: mine from it alone, and not from the rows' own contexts.")
  private boolean alone;

  /** Rejects invalid options. */
  public void check() {
    if (alone && files.isEmpty()) {
      throw Failure.usage("--corpus-alone needs --corpus FILE; add that, or leave it out.");
    }
  }

  /** Returns the files. */
  public List<Path> files() {
    return files;
  }

  /** Returns the corpus, if there is one. */
  public Optional<Corpus> corpus(InputFormat format) {
    if (files.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          Corpora.files(
              format.titles(), files.get(0), files.subList(1, files.size()).toArray(Path[]::new)));
    } catch (IllegalArgumentException e) {
      throw Failure.environment(e);
    }
  }

  /** Returns a recipe that mines from a corpus. */
  public UnaryOperator<EasyNegatives> with(Optional<Corpus> corpus) {
    if (corpus.isEmpty()) {
      return recipe -> recipe;
    }
    return recipe -> alone ? recipe.withCorpusAlone(corpus.get()) : recipe.withCorpus(corpus.get());
  }
}
