package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.PassageEmbedding;
import io.github.easyneg.internal.math.VectorMatrix;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.sample.WeightedSampler;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Decides when the passages' vectors are got, and gets all of them where that is to be first. */
public final class PassageVectors {
  /** How many passages a draw is taken to look at for each negative. */
  private static final long LOOKS = 10;

  private PassageVectors() {}

  /** Tells whether the vectors of a run are made on demand. */
  public static boolean onDemand(Settings settings, NumberedPassages corpus) {
    return switch (settings.passageEmbedding()) {
      case ALL_FIRST -> false;
      case ON_DEMAND -> true;
      case AUTO -> saves(settings, corpus);
    };
  }

  /** As {@link PassageEmbedding#AUTO} says. */
  private static boolean saves(Settings settings, NumberedPassages corpus) {
    long negatives = corpus.census().rows() * settings.mix().total();
    long needed = corpus.inRows() + settings.background() + LOOKS * negatives;
    return needed <= corpus.size() / 2
        && settings.sampler() instanceof WeightedSampler
        && settings.index().isEmpty()
        && settings.mix().parts().stream().allMatch(part -> part.pool().ranks().isEmpty());
  }

  /** Returns the vectors: all of them, or none yet. */
  public static Vectors of(
      Settings settings, NumberedPassages corpus, Embedder embedder, Room room) {
    boolean onDemand = onDemand(settings, corpus);
    VectorSource source =
        new VectorSource(
            passage -> place(settings.dataset(), passage),
            corpus,
            embedder,
            settings.index(),
            settings.progress(),
            onDemand ? OptionalLong.empty() : OptionalLong.of(corpus.size()));
    if (onDemand) {
      return new VectorsOnDemand(source, corpus.size(), room);
    }
    VectorMatrix matrix = room.matrix(corpus.size());
    BitSet without = new BitSet();
    source.get(
        all(corpus),
        (number, unit) ->
            unit.ifPresentOrElse(vector -> matrix.set(number, vector), () -> without.set(number)));
    return new AllVectors(matrix, without, Optional.of(source));
  }

  /** Returns vectors that are made on demand, and lie in a mapped file. */
  static Vectors onDemand(
      Settings settings, NumberedPassages corpus, Embedder embedder, Path folder) {
    VectorSource source =
        new VectorSource(
            // The rows are in many processes, and none of them reads them again.
            passage -> "the passage \"" + Excerpt.shown(passage.text()) + "\"",
            corpus,
            embedder,
            Optional.empty(),
            settings.progress(),
            OptionalLong.empty());
    Room room = new Room(embedder.dimension(), Optional.of(folder), note -> {});
    return new VectorsOnDemand(source, corpus.size(), room);
  }

  /** Looks for a passage in the data set again, because only an error asks. */
  private static String place(Dataset dataset, Passage passage) {
    try (Stream<QaRow> rows = dataset.rows()) {
      long number = 0;
      for (QaRow row : (Iterable<QaRow>) rows::iterator) {
        number++;
        int context = row.contexts().indexOf(passage.text());
        if (context >= 0) {
          return "contexts[" + context + "] of row " + dataset.sourceNumber(number);
        }
      }
    }
    return "a passage of the corpus";
  }

  private static int[] all(NumberedPassages corpus) {
    return IntStream.range(0, corpus.size()).toArray();
  }
}
