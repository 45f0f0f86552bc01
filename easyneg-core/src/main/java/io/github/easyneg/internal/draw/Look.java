package io.github.easyneg.internal.draw;

import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.ground.NumberedPassages;
import org.jspecify.annotations.Nullable;

/**
 * A passage as it looks to one row, for a moment: the same object looks at many passages in turn,
 * because most of them are not candidates. {@link #keep} returns one that lasts.
 */
public final class Look implements Looked {
  private final NumberedPassages corpus;
  private int number;
  private double cosine;
  private double cosineQuantile;
  private double lexicalQuantile;
  private double signalWeight;

  Look(NumberedPassages corpus) {
    this.corpus = corpus;
  }

  void at(
      int number,
      double cosine,
      double cosineQuantile,
      double lexicalQuantile,
      double signalWeight) {
    this.number = number;
    this.cosine = cosine;
    this.cosineQuantile = cosineQuantile;
    this.lexicalQuantile = lexicalQuantile;
    this.signalWeight = signalWeight;
  }

  public Seen keep() {
    return keep(null);
  }

  /** Returns one that lasts and knows whose offer it is. */
  Seen keep(@Nullable Object offer) {
    return new Seen(
        number,
        corpus.passage(number),
        cosine,
        cosineQuantile,
        lexicalQuantile,
        corpus.frequency(number),
        signalWeight,
        offer);
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public double signalWeight() {
    return signalWeight;
  }

  @Override
  public Passage passage() {
    return corpus.passage(number);
  }

  @Override
  public double cosine() {
    return cosine;
  }

  @Override
  public double cosineQuantile() {
    return cosineQuantile;
  }

  @Override
  public double lexicalQuantile() {
    return lexicalQuantile;
  }

  @Override
  public int frequency() {
    return corpus.frequency(number);
  }
}
