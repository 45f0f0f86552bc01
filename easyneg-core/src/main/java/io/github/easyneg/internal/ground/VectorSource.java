package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Passage;
import io.github.easyneg.index.StoredVectors;
import io.github.easyneg.index.VectorIndex;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.math.UnitVectors;
import io.github.easyneg.report.Progress;
import io.github.easyneg.report.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Gets passages' vectors from where it is cheapest: the cache, the store, the model. Hands those to
 * the store that it does not hold yet. For one thread at a time.
 */
final class VectorSource {
  private static final int PAGE = 1000;

  private final Function<Passage, String> where;
  private final NumberedPassages corpus;
  private final Embedder embedder;
  private final Optional<VectorIndex> index;
  private final Progress progress;
  private final OptionalLong total;
  // Progress is told on the thread that runs the recipe, and on no other.
  private final Thread user = Thread.currentThread();
  private long fromStore;
  private long done;

  /**
   * Makes a source.
   *
   * @param where says in words where a passage stands, for errors
   * @param total how many will be asked for in all; empty if they are got on demand, and no
   *     progress is told
   */
  VectorSource(
      Function<Passage, String> where,
      NumberedPassages corpus,
      Embedder embedder,
      Optional<VectorIndex> index,
      Progress progress,
      OptionalLong total) {
    this.where = where;
    this.corpus = corpus;
    this.embedder = embedder;
    this.index = index;
    this.progress = progress;
    this.total = total;
  }

  /** Returns how many vectors the store gave. */
  long fromStore() {
    return fromStore;
  }

  /** Gets the vectors of some passages, each named once, and hands them to {@code sink}. */
  void get(int[] numbers, Embedder.VectorSink sink) {
    List<Integer> missing = new ArrayList<>();
    for (int number : numbers) {
      if (!embedder.cached(number, corpus.passage(number), sink)) {
        missing.add(number);
      }
    }
    advance(numbers.length - missing.size());
    if (index.isPresent() && index.get() instanceof StoredVectors store) {
      missing = fetch(store, missing, sink);
    }
    embedder.embedPassages(missing, corpus::passage, where, sink, this::advance);
  }

  private List<Integer> fetch(StoredVectors store, List<Integer> wanted, Embedder.VectorSink sink) {
    List<Integer> missing = new ArrayList<>();
    for (int from = 0; from < wanted.size(); from += PAGE) {
      Workers.requireNotInterrupted();
      List<Integer> page = wanted.subList(from, Math.min(from + PAGE, wanted.size()));
      Map<String, float[]> found =
          store.vectors(page.stream().map(n -> corpus.passage(n).id()).toList());
      for (int number : page) {
        Passage passage = corpus.passage(number);
        float[] vector = found.get(passage.id());
        if (vector == null) {
          missing.add(number);
        } else {
          sink.accept(
              number,
              Optional.of(UnitVectors.of("the stored vector of passage " + passage.id(), vector)));
          fromStore++;
        }
      }
      advance(found.size());
    }
    return missing;
  }

  /** Hands passages with a vector to the store, which adds those that it does not hold yet. */
  void fill(int[] numbers, Vectors vectors) {
    if (index.isEmpty()) {
      return;
    }
    for (int from = 0; from < numbers.length; from += PAGE) {
      Workers.requireNotInterrupted();
      int to = Math.min(from + PAGE, numbers.length);
      index
          .get()
          .upsert(
              Arrays.stream(numbers, from, to)
                  .filter(vectors::has)
                  .mapToObj(n -> new VectorIndex.Entry(corpus.passage(n), vectors.get(n)))
                  .toList());
      if (total.isPresent() && Thread.currentThread() == user) {
        progress.on(Stage.INDEX, to, OptionalLong.of(numbers.length));
      }
    }
  }

  private void advance(int more) {
    done += more;
    // What is got on demand is part of drawing, of which it is told how many rows are done.
    if (total.isPresent() && Thread.currentThread() == user) {
      progress.on(Stage.EMBED, done, total);
    }
  }
}
