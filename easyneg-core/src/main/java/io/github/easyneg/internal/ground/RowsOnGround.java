package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.report.Progress;
import java.util.BitSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The rows of a run, held against the passages of a ground file. For one thread. */
final class RowsOnGround {
  private final Dataset dataset;
  private final boolean alone;
  private final Progress progress;
  private @Nullable NumberedPassages corpus;

  /**
   * Makes a value; nothing is read yet.
   *
   * @param alone whether passages of the corpus alone are candidates
   */
  RowsOnGround(Dataset dataset, boolean alone, Progress progress) {
    this.dataset = dataset;
    this.alone = alone;
    this.progress = progress;
  }

  /** Reads the rows and hands over each context, as often as it is there. */
  void eachContext(Consumer<String> consumer) {
    CorpusReader.eachRow(dataset, row -> row.contexts().forEach(consumer), progress);
  }

  /**
   * Reads the rows, and returns why the passages are not those of the rows and the corpus, if they
   * are not; else {@link #corpus} is there.
   */
  Optional<String> differing(MappedPassages passages) {
    RowFacts.Builder facts = new RowFacts.Builder();
    long[] missing = {0};
    CorpusReader.eachRow(
        dataset,
        row -> {
          int[] numbers = numbers(passages, row);
          int unknown = (int) IntStream.of(numbers).filter(number -> number < 0).count();
          missing[0] += unknown;
          if (unknown == 0) {
            facts.add(row, numbers);
          }
        },
        progress);
    if (missing[0] > 0) {
      return Optional.of(
          String.format(Locale.ROOT, "it lacks %,d contexts of the rows", missing[0]));
    }
    RowFacts rows = facts.build(passages.size(), number -> number);
    Optional<String> others = others(passages, number -> rows.frequencies()[number] == 0);
    if (others.isPresent()) {
      return others;
    }
    BitSet candidates = new BitSet(passages.size());
    for (int number = 0; number < passages.size(); number++) {
      candidates.set(number, !alone || passages.isInCorpus(number));
    }
    this.corpus = new NumberedPassages(passages.given(facts.sourceIds()), candidates, rows);
    return Optional.empty();
  }

  private static int[] numbers(MappedPassages passages, QaRow row) {
    return row.contexts().stream().mapToInt(passages::numberOfText).toArray();
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
  NumberedPassages corpus() {
    return Objects.requireNonNull(corpus);
  }
}
