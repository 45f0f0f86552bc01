package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.LexicalIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * All that rows are held against: the passages, their vectors and words, the background, and the
 * user's signals. Immutable, but for vectors that are made on demand; thread-safe.
 */
public record Ground(
    Settings settings,
    NumberedPassages corpus,
    Vectors vectors,
    LexicalIndex lexical,
    Background background,
    List<CheckedSignal> signals) {

  public static Ground of(
      Settings settings, NumberedPassages corpus, Vectors vectors, Workers workers) {
    LexicalIndex lexical = corpus.lexical(workers);
    Background background =
        new Background(corpus, vectors, lexical, settings.background(), settings.seed());
    List<CheckedSignal> signals = new ArrayList<>();
    for (Settings.WeightedSignal opinion : settings.signals()) {
      signals.add(CheckedSignal.prepare(opinion.signal(), corpus, settings.dataset()));
    }
    return new Ground(settings, corpus, vectors, lexical, background, List.copyOf(signals));
  }

  /** Ranks any function of a passage over the background. */
  public Ranking rank(IntToDoubleFunction value) {
    int[] numbers = background.numbers();
    float[] values = new float[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      values[i] = (float) value.applyAsDouble(numbers[i]);
    }
    Ranking ranking = new Ranking(values.length);
    ranking.rank(values);
    return ranking;
  }
}
