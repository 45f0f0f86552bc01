package io.github.easyneg.cli.options;

import io.github.easyneg.cli.console.Failure;
import io.github.easyneg.cli.console.ProgressDisplay;
import io.github.easyneg.cli.output.OutputNames;
import io.github.easyneg.embed.PassageEmbedding;
import io.github.easyneg.internal.cache.EmbeddingCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What is kept on disk, for another run or to save memory, and which passages are embedded at all.
 */
public final class KeptOptions {
  /** If embedding took longer, {@code --dpath} is suggested. */
  private static final Duration WORTH_KEEPING = Duration.ofSeconds(30);

  /** As the library names a ground in a folder. */
  private static final String IN_FOLDER = "passages.ground";

  @Option(
      names = "--dpath",
      paramLabel = "DIR",
      description =
          "Keep embeddings in this folder, so that another run over the same texts embeds nothing"
              + " (default: they are not kept).")
  private @Nullable Path dpath;

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Keep in this directory what is done, so that the same command goes on where it was after"
              + " an interruption of any kind.")
  private @Nullable Path resume;

  @Option(
      names = "--map-vectors",
      paramLabel = "DIR",
      description =
          "Keep the vectors in a file in this directory rather than in Java's memory, which is the"
              + " default unless they would fill half of it.")
  private @Nullable Path mapVectors;

  @Option(
      names = "--ground",
      paramLabel = "FILE",
      description =
          "Keep the passages in this file, or in passages.ground in this folder, which is mapped"
              + " into memory: they take no room in Java's, and another run over the same passages"
              + " begins at once. It is built where it is not there, or not theirs. Vectors are not"
              + " in it: --dpath keeps those.")
  private @Nullable Path ground;

  @Option(
      names = "--embed-passages",
      paramLabel = "WHEN",
      description =
          "When to embed passages: first, all of them; demand, those that draws look at, when they"
              + " do; auto, on demand where that saves at least half of them (default:"
              + " ${DEFAULT-VALUE}). The negatives are the same.")
  private When embedPassages = When.auto;

  /** The options as typed. */
  private enum When {
    auto(PassageEmbedding.AUTO),
    first(PassageEmbedding.ALL_FIRST),
    demand(PassageEmbedding.ON_DEMAND);

    private final PassageEmbedding when;

    When(PassageEmbedding when) {
      this.when = when;
    }
  }

  /** Returns when passages are embedded. */
  public PassageEmbedding embedPassages() {
    return embedPassages.when;
  }

  /** Returns where embeddings are kept. */
  public Optional<Path> cache() {
    return Optional.ofNullable(dpath);
  }

  /** Returns where a run that writes {@code file} keeps its progress, if it does. */
  public Optional<Path> resume(Path file) {
    return Optional.ofNullable(resume).map(dir -> dir.resolve(String.valueOf(file.getFileName())));
  }

  /**
   * Registers the files that are kept, which no output may overwrite.
   *
   * @param data the files of training data
   */
  void register(OutputNames names, List<Path> data) {
    if (dpath != null) {
      EmbeddingCache.files(dpath).forEach(file -> names.reads("--dpath", file));
    }
    ground().ifPresent(file -> names.reads("--ground", file));
    for (Path file : data) {
      resume(file).ifPresent(folder -> names.owns("--resume", folder));
    }
  }

  /** Returns where vectors are mapped, if they are to be. */
  public Optional<Path> mapVectors() {
    if (mapVectors != null && Files.exists(mapVectors) && !Files.isDirectory(mapVectors)) {
      throw Failure.environment(
          String.format(Locale.ROOT, "--map-vectors: %s is a file; name a folder.", mapVectors));
    }
    return Optional.ofNullable(mapVectors);
  }

  /** Returns the file that passages are kept in, if they are to be. */
  public Optional<Path> ground() {
    return Optional.ofNullable(ground)
        .map(place -> Files.isDirectory(place) ? place.resolve(IN_FOLDER) : place);
  }

  /** Returns how to make the next run faster, where that is worthwhile. */
  public Optional<String> advice(Duration embedding) {
    return dpath != null || embedding.compareTo(WORTH_KEEPING) <= 0
        ? Optional.empty()
        : Optional.of(
            "embedding took "
                + ProgressDisplay.time((double) embedding.toSeconds())
                + "; with --dpath DIR the next run has the vectors already.");
  }
}
