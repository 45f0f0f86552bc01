package io.github.easyneg.internal.draw;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.ground.Ground;
import io.github.easyneg.internal.ground.IntSet;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.ground.Ranking;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.internal.ground.VectorsMissing;
import io.github.easyneg.internal.settings.RowName;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.Containment;
import io.github.easyneg.internal.text.CutWords;
import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.internal.text.Fold;
import io.github.easyneg.internal.text.LexicalIndex;
import io.github.easyneg.internal.text.Mixture;
import io.github.easyneg.internal.text.Phrase;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.mine.Signal;
import io.github.easyneg.sample.DrawKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One row against the ground: its anchors, its background, and how any passage looks from here.
 * Used by one thread, and valid until its scratch serves the next row.
 */
public final class RowView {
  // Made once: most looks end here.
  private static final Optional<String> OUTSIDE_CORPUS = Optional.of("not in the corpus");
  private static final Optional<String> NO_VECTOR = Optional.of("no vector");
  private static final Optional<String> OUTSIDE_WORDS = Optional.of("lexical quantile");
  private static final Optional<String> OUTSIDE_COSINE_RANK = Optional.of("cosine quantile");
  private static final Optional<String> OUTSIDE_COSINE = Optional.of("cosine");
  private static final Optional<String> OUTSIDE_POSITIVE = Optional.of("too close to the positive");

  /** Of how many other rows' positives with the same question containment is asked. */
  private static final int MOST_OTHER_POSITIVES = 16;

  private final Ground ground;
  private final List<Row> block;
  private final int place;
  private final Row row;
  private final int[] own;
  private final float[] backgroundCosines;
  private final float[] backgroundWords;
  private final Ranking[] cosines;
  private final LexicalIndex.Query query;
  private final Ranking words;
  private final Scratch scratch;
  private final Look look;
  private final Signal.Opinion[] opinions;
  private final Ranking[] opinionRanks;
  private final float[] ownCosines;
  private final int[] positives;
  private final OptionalDouble positiveCosine;
  private @Nullable Rest rest;
  private float[] restCosines = {};
  private @Nullable List<Phrase> answers;
  private final Map<Integer, Boolean> commonAnswers = new HashMap<>(2);
  private OptionalLong questionHash = OptionalLong.empty();
  private CutWords.@Nullable Question cutQuestion;
  private long @Nullable [] ownTexts;
  private @Nullable List<Containment> containments;

  /**
   * Ranks the background.
   *
   * @param block rows that are looked at one after the other
   * @param place which of them this is
   * @param backgroundCosines of each anchor of each row of the block
   */
  RowView(Ground ground, List<Row> block, int place, Scratch scratch, float[][] backgroundCosines) {
    this.ground = ground;
    this.block = block;
    this.place = place;
    this.row = block.get(place);
    int first = place * row.anchors().length;
    this.own = ground.corpus().numbers(row.row(), row.number());
    this.backgroundCosines = backgroundCosines[first];
    this.cosines = scratch.cosineRanks;
    for (int a = 0; a < cosines.length; a++) {
      cosines[a].rank(backgroundCosines[first + a]);
    }
    this.query =
        ground.lexical().query(row.row().question(), ground.corpus().census().questionTerms());
    this.backgroundWords = scratch.words;
    ground.background().bm25(query, backgroundWords);
    this.words = scratch.wordRanks;
    words.rank(backgroundWords);
    this.scratch = scratch;
    this.look = scratch.look;
    this.opinions = new Signal.Opinion[ground.signals().size()];
    this.opinionRanks = new Ranking[opinions.length];
    for (int s = 0; s < opinions.length; s++) {
      Signal.Opinion opinion = ground.signals().get(s).of(row);
      opinions[s] = opinion;
      opinionRanks[s] = ground.rank(opinion::value);
    }
    this.ownCosines = new float[own.length];
    cosines(own, own.length, ownCosines);
    for (int i = 0; i < own.length; i++) {
      ownCosines[i] = ground.vectors().has(own[i]) ? ownCosines[i] : Float.NaN;
    }
    List<Integer> indices = row.row().positives();
    this.positives = new int[indices.size()];
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < positives.length; i++) {
      positives[i] = own[indices.get(i)];
      // What has no vector has no cosine: NaN, which is below nothing.
      float cosine = ownCosines[indices.get(i)];
      lowest = cosine < lowest ? cosine : lowest;
    }
    this.positiveCosine =
        lowest < Double.POSITIVE_INFINITY ? OptionalDouble.of(lowest) : OptionalDouble.empty();
  }

  /** Looks at rows, a block at a time, and hands each view to {@code user} while it is valid. */
  static void forEach(Ground ground, List<Row> rows, Scratch scratch, Consumer<RowView> user) {
    int anchors = ground.settings().anchors().size();
    for (int from = 0; from < rows.size(); from += Scratch.ROWS) {
      List<Row> block = rows.subList(from, Math.min(from + Scratch.ROWS, rows.size()));
      float[][] units = new float[block.size() * anchors][];
      for (int i = 0; i < units.length; i++) {
        units[i] = block.get(i / anchors).anchors()[i % anchors];
      }
      ground.background().cosines(units, units.length, scratch.sums, scratch.cosines);
      for (int i = 0; i < block.size(); i++) {
        user.accept(new RowView(ground, block, i, scratch, scratch.cosines));
      }
    }
  }

  QaRow row() {
    return row.row();
  }

  /** Returns the row's place in the data set, from 1. */
  long number() {
    return row.number();
  }

  /** Returns for how many anchors the question stands in, because they have no vector. */
  int standIns() {
    return row.standIns().cardinality();
  }

  /** Returns how messages name the row. */
  String name() {
    return RowName.of(ground.settings().dataset(), row.number(), row.row());
  }

  DrawKey key() {
    return row.key();
  }

  /** Returns the numbers of the row's contexts, in order. */
  int[] own() {
    return own;
  }

  /** Returns the numbers of the row's contexts that answer the question. */
  int[] positives() {
    return positives;
  }

  /** Returns the lowest cosine of a positive and the first anchor; empty if none has a vector. */
  OptionalDouble positiveCosine() {
    return positiveCosine;
  }

  NumberedPassages corpus() {
    return ground.corpus();
  }

  /** Tells whether a passage has a vector; one without has no cosine, and is not a candidate. */
  boolean hasVector(int passage) {
    return ground.vectors().has(passage);
  }

  LexicalIndex lexical() {
    return ground.lexical();
  }

  /** Returns room for proposals. */
  Proposals proposals() {
    return scratch.proposals;
  }

  int anchorCount() {
    return cosines.length;
  }

  float[] anchor(int a) {
    return row.anchors()[a];
  }

  float cosine(int a, int passage) {
    return ground.vectors().cosine(row.anchors()[a], passage);
  }

  /** Writes the cosines of the first anchor and some passages. */
  void cosines(int[] passages, int count, float[] written) {
    if (rest == null) {
      ground.vectors().cosines(row.anchors()[0], passages, count, written);
      return;
    }
    for (int i = 0; i < count; i++) {
      int place = rest.place(passages[i]);
      written[i] = place < 0 ? cosine(0, passages[i]) : restCosines[place];
    }
  }

  /**
   * Asks for vectors together, before they are looked at one after the other.
   *
   * @param passages which; asked where some vectors may be missing
   * @throws io.github.easyneg.internal.ground.VectorsMissing if some are yet to be made
   */
  void require(Supplier<int[]> passages) {
    if (!ground.vectors().complete()) {
      int[] numbers = passages.get();
      ground.vectors().require(numbers, numbers.length);
    }
  }

  /** Computes the cosines of the first anchor and what is left, all at once. */
  void lookAt(Rest left) {
    this.rest = left;
    this.restCosines = scratch.restCosines.of(left, block, place);
  }

  /** Returns those cosines, in the order of what is left. */
  float[] restCosines() {
    return restCosines;
  }

  double lexicalQuantile(int passage) {
    return words.quantile(query.bm25(passage));
  }

  /** Returns the row's answers as phrases to look for. */
  List<Phrase> answers() {
    if (answers == null) {
      List<Phrase> phrases = new ArrayList<>(row().answers().size());
      for (String answer : row().answers()) {
        phrases.add(Phrase.of(answer));
      }
      answers = phrases;
    }
    return answers;
  }

  /** Returns of which answers, by their place, it is known whether too many passages hold them. */
  Map<Integer, Boolean> commonAnswers() {
    return commonAnswers;
  }

  /** Returns a hash of the row's question, equal for questions that are the same. */
  long questionHash() {
    if (questionHash.isEmpty()) {
      questionHash = OptionalLong.of(Fold.questionHash(row().question()));
    }
    return questionHash.getAsLong();
  }

  /**
   * Returns how much of the background has less in common with the question than a text has, by
   * words cut to their first letters.
   *
   * @param words of the background; asked when a row first needs them
   */
  double cutQuantile(Supplier<CutWords> words, String text) {
    if (cutQuestion == null) {
      cutQuestion = words.get().question(row().question());
      cutQuestion.bm25(scratch.cutWords);
      scratch.cutWordRanks.rank(scratch.cutWords);
    }
    return scratch.cutWordRanks.quantile(cutQuestion.bm25(text));
  }

  /** Tells whether a passage has the text of one of the row's contexts. */
  boolean isOwnText(int passage) {
    if (ownTexts == null) {
      long[] texts = new long[own.length];
      for (int i = 0; i < own.length; i++) {
        texts[i] = ground.corpus().folded(own[i]);
      }
      Arrays.sort(texts);
      ownTexts = texts;
    }
    return Arrays.binarySearch(ownTexts, ground.corpus().folded(passage)) >= 0;
  }

  /** Returns what answers the row's question, to be asked what holds it or lies in it. */
  List<Containment> containments(double share) {
    if (containments == null) {
      IntSet answering = new IntSet();
      for (int positive : positives) {
        answering.add(positive);
      }
      if (ground.corpus().hasSameQuestions()) {
        for (int other : ground.corpus().answersOf(questionHash(), MOST_OTHER_POSITIVES)) {
          answering.add(other);
        }
      }
      List<Containment> all = new ArrayList<>(answering.size());
      answering.forEach(
          number ->
              all.add(
                  new Containment(
                      lexical(), number, ground.corpus().passage(number).text(), share)));
      containments = all;
    }
    return containments;
  }

  /** Returns how a passage looks from here, until the next look. */
  public Look look(int passage) {
    return look(passage, lexicalQuantile(passage));
  }

  /** The same where its lexical quantile is known already. */
  Look look(int passage, double lexicalQuantile) {
    return look(passage, cosine(0, passage), lexicalQuantile);
  }

  /**
   * Returns passages of the background to estimate from: all if it holds all candidates, else some.
   */
  Sample sample() {
    if (ground.background().isWhole()) {
      return background();
    }
    // Ranked among themselves: among all, each look would cost a search.
    scratch.sampleCosineRanks.rank(backgroundCosines);
    scratch.sampleWordRanks.rank(backgroundWords);
    return new Sample(
        scratch.sampleCosineRanks.size(), scratch.sampleCosineRanks, scratch.sampleWordRanks);
  }

  /** Returns all passages of the background whose cosines are known. */
  Sample background() {
    return new Sample(backgroundCosines.length, cosines[0], words);
  }

  /** The first passages of the background, and their ranks. */
  final class Sample {
    private final int size;
    private final Ranking cosineRanks;
    private final Ranking wordRanks;

    private Sample(int size, Ranking cosineRanks, Ranking wordRanks) {
      this.size = size;
      this.cosineRanks = cosineRanks;
      this.wordRanks = wordRanks;
    }

    int size() {
      return size;
    }

    /** Returns how the {@code i}-th looks from here, until the next look. */
    Look look(int i) {
      return RowView.this.look(
          ground.background().number(i),
          backgroundCosines[i],
          cosineRanks.quantile(backgroundCosines[i]),
          wordRanks.quantile(backgroundWords[i]));
    }
  }

  /** The same where its cosine and the first anchor is known too. */
  Look look(int passage, float cosine, double lexicalQuantile) {
    return look(passage, cosine, cosines[0].quantile(cosine), lexicalQuantile);
  }

  private Look look(int passage, float cosine, double cosineQuantile, double lexicalQuantile) {
    double signalWeight = 0;
    for (int s = 0; s < opinions.length; s++) {
      signalWeight += ground.settings().signals().get(s).weight() * opinionQuantile(s, passage);
    }
    look.at(passage, cosine, cosineQuantile, lexicalQuantile, signalWeight);
    return look;
  }

  /**
   * Returns the cosines of the background, as far as they are ranked, and the first anchor; a copy.
   */
  float[] backgroundCosines() {
    return backgroundCosines.clone();
  }

  /** Returns the cosines of the row's contexts and the first anchor; NaN for lack of a vector. */
  float[] ownCosines() {
    return ownCosines;
  }

  /** Returns why a passage lies outside a pool, its ranks aside; empty if it lies inside. */
  public Optional<String> outside(Pool pool, Look seen) {
    if (!ground.corpus().isCandidate(seen.number())) {
      return OUTSIDE_CORPUS;
    }
    if (!hasVector(seen.number())) {
      return NO_VECTOR;
    }
    if (!pool.lexicalQuantile().holds(seen.lexicalQuantile())) {
      return OUTSIDE_WORDS;
    }
    if (!pool.cosineQuantile().holds(seen.cosineQuantile())) {
      return OUTSIDE_COSINE_RANK;
    }
    if (!pool.cosine().holds(seen.cosine())) {
      return OUTSIDE_COSINE;
    }
    if (seen.cosine() > ceiling(pool)) {
      return OUTSIDE_POSITIVE;
    }
    for (int a = 1; a < cosines.length; a++) {
      if (!isInBands(pool, a, cosine(a, seen.number()))) {
        return Optional.of("cosine to anchor " + ground.settings().anchors().get(a).name());
      }
    }
    for (int s = 0; s < opinions.length; s++) {
      Settings.WeightedSignal opinion = ground.settings().signals().get(s);
      if (!opinion.quantile().holds(opinionQuantile(s, seen.number()))) {
        return Optional.of("signal " + opinion.signal().name());
      }
    }
    return pool.filter().isPresent() && !isKept(pool, pool.filter().get(), seen.keep())
        ? Optional.of(pool.filter().get().name())
        : Optional.empty();
  }

  /** Asks a condition of the user's; what it throws is told with where it happened. */
  private boolean isKept(Pool pool, Pool.Filter filter, Seen candidate) {
    try {
      return filter.keeps().test(row(), candidate);
    } catch (CancellationException | VectorsMissing e) {
      throw e;
    } catch (RuntimeException e) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s: the filter '%s' of the pool '%s' must say of every candidate whether it belongs"
                  + " to the pool, but for the passage \"%s\" it threw %s; fix the filter, or leave"
                  + " it out.",
              name(),
              filter.name(),
              pool.name(),
              Excerpt.shown(candidate.passage().text()),
              e),
          e);
    }
  }

  /** Tells whether a pool's bands hold a cosine and one of the anchors. */
  boolean isInBands(Pool pool, int a, float cosine) {
    return pool.cosineQuantile().holds(cosines[a].quantile(cosine)) && pool.cosine().holds(cosine);
  }

  /** Returns a score that every passage has whose quantile of words is above {@code quantile}. */
  double scoreAbove(double quantile) {
    return words.upperBound(quantile);
  }

  /** Returns the quantile of words of a passage that scores so much. */
  double quantileOfScore(float score) {
    return words.quantile(score);
  }

  /** Returns a passage's BM25. */
  float lexicalScore(int passage) {
    return query.bm25(passage);
  }

  /** Returns an upper bound of a passage's BM25. */
  float scoreAtMost(int passage) {
    return query.bm25AtMost(passage);
  }

  /** Begins a mixture with the row's question, of passages that may lie in a pool. */
  void begin(Mixture mixture, Pool pool) {
    mixture.begin(query, words.upperBound(pool.lexicalQuantile().hi()));
  }

  /** Returns a quantile of words that no candidate of the pool exceeds. */
  double maxLexicalQuantile(Pool pool) {
    return words.highestAtMost(pool.lexicalQuantile().hi());
  }

  /** Returns a cosine that no candidate of the pool exceeds. */
  double maxCosine(Pool pool) {
    double byQuantile = cosines[0].upperBound(pool.cosineQuantile().hi());
    return Math.min(1, Math.min(byQuantile, Math.min(pool.cosine().hi(), ceiling(pool))));
  }

  /** Returns the cosine that a pool's candidates may have at most because of the positive. */
  double ceiling(Pool pool) {
    return pool.belowPositive().isPresent() && positiveCosine().isPresent()
        ? pool.belowPositive().get().ceiling(positiveCosine().getAsDouble())
        : Double.POSITIVE_INFINITY;
  }

  private double opinionQuantile(int s, int passage) {
    return opinionRanks[s].quantile((float) opinions[s].value(passage));
  }
}
