package io.github.easyneg.internal.engine;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.text.LexicalIndex;
import io.github.easyneg.internal.text.Phrase;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Signal;
import io.github.easyneg.report.Histogram;
import io.github.easyneg.sample.DrawKey;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One row against the ground: its anchors, its background, and how any passage looks from here.
 * Used by one thread.
 */
final class RowView {
  private final Ground ground;
  private final QaRow row;
  private final long number;
  private final DrawKey key;
  private final int[] own;
  private final float[][] anchors;
  private final float[] backgroundCosines;
  private final float[] backgroundWords;
  private final Ranking[] cosines;
  private final LexicalIndex.Query query;
  private final Ranking words;
  private final Signal.Opinion[] opinions;
  private final Ranking[] opinionRanks;
  private final OptionalDouble positiveCosine;
  private @Nullable Phrase answer;

  /**
   * Ranks the background.
   *
   * @param content the row's key
   * @param own the numbers of the row's contexts, in order
   * @param anchors the vectors of the row's anchors, of length one
   * @param backgroundCosines of each anchor
   */
  RowView(
      Ground ground,
      QaRow row,
      long number,
      long content,
      int[] own,
      float[][] anchors,
      float[][] backgroundCosines) {
    this.ground = ground;
    this.row = row;
    this.number = number;
    this.key = DrawKey.of(ground.settings().seed(), content);
    this.own = own;
    this.anchors = anchors;
    this.backgroundCosines = backgroundCosines[0];
    this.cosines = new Ranking[anchors.length];
    for (int a = 0; a < cosines.length; a++) {
      cosines[a] = new Ranking(backgroundCosines[a]);
    }
    this.query = ground.lexical().query(row.question());
    this.backgroundWords = ground.background().bm25(query);
    this.words = new Ranking(backgroundWords);
    this.opinions = new Signal.Opinion[ground.signals().size()];
    this.opinionRanks = new Ranking[opinions.length];
    for (int s = 0; s < opinions.length; s++) {
      Signal.Opinion opinion = ground.signals().get(s).of(row);
      opinions[s] = opinion;
      opinionRanks[s] = ground.rank(opinion::value);
    }
    this.positiveCosine =
        row.positive().isPresent()
            ? OptionalDouble.of(cosine(0, own[row.positive().getAsInt()]))
            : OptionalDouble.empty();
  }

  QaRow row() {
    return row;
  }

  /** Returns the row's place in the data set, from 1. */
  long number() {
    return number;
  }

  DrawKey key() {
    return key;
  }

  /** Returns the numbers of the row's contexts, in order. */
  int[] own() {
    return own;
  }

  /** Returns the number of the passage that answers the question, or -1. */
  int positive() {
    return row.positive().isPresent() ? own[row.positive().getAsInt()] : -1;
  }

  /** Returns the cosine of the positive and the first anchor. */
  OptionalDouble positiveCosine() {
    return positiveCosine;
  }

  int anchorCount() {
    return anchors.length;
  }

  float[] anchor(int a) {
    return anchors[a];
  }

  float cosine(int a, int passage) {
    return ground.matrix().cosine(anchors[a], passage);
  }

  double lexicalQuantile(int passage) {
    return words.quantile(query.bm25(passage));
  }

  /** Returns the row's answer as a phrase to look for. */
  Phrase answer() {
    if (answer == null) {
      answer = Phrase.of(row.answer());
    }
    return answer;
  }

  /** Returns how a passage looks from here. */
  Seen see(int passage) {
    return see(passage, lexicalQuantile(passage));
  }

  Seen see(int passage, double lexicalQuantile) {
    return seen(passage, cosine(0, passage), lexicalQuantile);
  }

  /** Returns how the {@code i}-th passage of the background looks from here. */
  Seen seeBackground(int i) {
    return seen(
        ground.background().number(i), backgroundCosines[i], words.quantile(backgroundWords[i]));
  }

  /** Adds the cosines of the background to a histogram's counts. */
  void countBackground(long[] counts) {
    for (float cosine : backgroundCosines) {
      counts[Histogram.bin(cosine)]++;
    }
  }

  private Seen seen(int passage, float cosine, double lexicalQuantile) {
    double signalWeight = 0;
    for (int s = 0; s < opinions.length; s++) {
      signalWeight += ground.settings().signals().get(s).weight() * opinionQuantile(s, passage);
    }
    return new Seen(
        passage,
        ground.corpus().passage(passage),
        cosine,
        cosines[0].quantile(cosine),
        lexicalQuantile,
        ground.corpus().frequency(passage),
        signalWeight);
  }

  /** Returns why a passage lies outside a pool, its ranks aside; empty if it lies inside. */
  Optional<String> outside(Pool pool, Seen seen) {
    if (!pool.lexicalQuantile().holds(seen.lexicalQuantile())) {
      return Optional.of("lexical quantile");
    }
    if (!pool.cosineQuantile().holds(seen.cosineQuantile())) {
      return Optional.of("cosine quantile");
    }
    if (!pool.cosine().holds(seen.cosine())) {
      return Optional.of("cosine");
    }
    if (seen.cosine() > ceiling(pool)) {
      return Optional.of("too close to the positive");
    }
    for (int a = 1; a < anchors.length; a++) {
      float cosine = cosine(a, seen.number());
      if (!pool.cosineQuantile().holds(cosines[a].quantile(cosine))
          || !pool.cosine().holds(cosine)) {
        return Optional.of("cosine to anchor " + ground.settings().anchors().get(a).name());
      }
    }
    for (int s = 0; s < opinions.length; s++) {
      Settings.Opinion opinion = ground.settings().signals().get(s);
      if (!opinion.quantile().holds(opinionQuantile(s, seen.number()))) {
        return Optional.of("signal " + opinion.signal().name());
      }
    }
    if (pool.filter().isPresent() && !pool.filter().get().keeps().test(row, seen)) {
      return Optional.of(pool.filter().get().name());
    }
    return Optional.empty();
  }

  /** Returns a cosine that no candidate of the pool exceeds. */
  double maxCosine(Pool pool) {
    double byQuantile = cosines[0].upperBound(pool.cosineQuantile().hi());
    return Math.min(1, Math.min(byQuantile, Math.min(pool.cosine().hi(), ceiling(pool))));
  }

  private double ceiling(Pool pool) {
    return pool.belowPositive().isPresent() && positiveCosine.isPresent()
        ? pool.belowPositive().get().ceiling(positiveCosine.getAsDouble())
        : Double.POSITIVE_INFINITY;
  }

  private double opinionQuantile(int s, int passage) {
    return opinionRanks[s].quantile((float) opinions[s].value(passage));
  }
}
