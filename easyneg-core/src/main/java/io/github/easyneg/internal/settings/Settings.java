package io.github.easyneg.internal.settings;

import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.PassageEmbedding;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.AnyGuard;
import io.github.easyneg.mine.Band;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.Mix;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.mine.Signal;
import io.github.easyneg.report.Progress;
import io.github.easyneg.sample.NegativeSampler;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A recipe's settings, checked.
 *
 * @param corpus passages next to the rows
 * @param corpusAlone whether those alone are candidates
 * @param embedder empty where all vectors come from the default embedder found on the class path
 */
public record Settings(
    Dataset dataset,
    Optional<Corpus> corpus,
    boolean corpusAlone,
    Optional<EmbeddingProvider> embedder,
    Optional<VectorIndex> index,
    Optional<Path> cache,
    List<Anchor> anchors,
    Mix mix,
    List<WeightedSignal> signals,
    List<AnyGuard> guards,
    NegativeSampler sampler,
    long seed,
    int threads,
    int background,
    OptionalInt maxReuse,
    Shortage shortage,
    Wording wording,
    Optional<Path> audit,
    Optional<Path> relabelled,
    Optional<Path> resume,
    Optional<Path> vectors,
    Optional<Path> ground,
    PassageEmbedding passageEmbedding,
    Progress progress) {

  /** Returns the guards that are asked about many candidates at a time, in order. */
  public List<BatchGuard> batchGuards() {
    return guards.stream()
        .filter(BatchGuard.class::isInstance)
        .map(BatchGuard.class::cast)
        .toList();
  }

  /**
   * A signal of the user's own and how it counts.
   *
   * @param signal the signal
   * @param quantile a candidate's quantile of this signal must lie in this band
   * @param weight the quantile, times this, is added to the log-weight of the draw
   */
  public record WeightedSignal(Signal signal, Band quantile, double weight) {}
}
