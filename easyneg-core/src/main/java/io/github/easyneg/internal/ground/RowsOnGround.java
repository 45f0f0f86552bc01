package io.github.easyneg.internal.ground;

import java.util.BitSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of a run, held against the passages of a ground file. For one thread. */
abstract class RowsOnGround {
  private final boolean alone;
  private @Nullable NumberedPassages corpus;

  /**
   * Makes a value; nothing is read yet.
   *
   * @param alone whether passages of the corpus alone are candidates
   */
  RowsOnGround(boolean alone) {
    this.alone = alone;
  }

  /** What rows come to on the passages of a file. */
  record Counted(long missing, RowFacts facts, Map<Integer, String> sourceIds) {}

  /** Reads the rows and hands over each context, at least once. */
  abstract void eachContext(Consumer<String> consumer);

  /** Reads the rows and counts what mining must know of them. */
  abstract Counted counted(MappedPassages passages);

  /**
   * Reads the rows, and returns why the passages are not those of the rows and the corpus, if they
   * are not; else {@link #corpus} is there.
   */
  final Optional<String> differing(MappedPassages passages) {
    Counted counted = counted(passages);
    if (counted.missing() > 0) {
      return Optional.of(
          String.format(Locale.ROOT, "it lacks %,d contexts of the rows", counted.missing()));
    }
    RowFacts rows = counted.facts();
    Optional<String> others = others(passages, number -> rows.frequencies()[number] == 0);
    if (others.isPresent()) {
      return others;
    }
    this.corpus = joined(passages, counted.sourceIds(), rows, alone);
    return Optional.empty();
  }

  /** Returns passages with what is known of the rows that are mined on them. */
  static NumberedPassages joined(
      MappedPassages passages, Map<Integer, String> sourceIds, RowFacts rows, boolean alone) {
    BitSet candidates = new BitSet(passages.size());
    for (int number = 0; number < passages.size(); number++) {
      candidates.set(number, !alone || passages.isInCorpus(number));
    }
    return new NumberedPassages(passages.given(sourceIds), candidates, rows);
  }

  /** Returns that there are passages outside the corpus, if there are. */
  static Optional<String> others(MappedPassages passages) {
    return others(passages, number -> true);
  }

  private static Optional<String> others(MappedPassages passages, IntPredicate notInRows) {
    long others =
        IntStream.range(0, passages.size())
            .filter(number -> !passages.isInCorpus(number) && notInRows.test(number))
            .count();
    return others == 0
        ? Optional.empty()
        : Optional.of(String.format(Locale.ROOT, "it holds %,d passages of other rows", others));
  }

  /** Returns the passages with what is known of the rows, once they are held to be the same. */
  final NumberedPassages corpus() {
    return Objects.requireNonNull(corpus);
  }
}
