package io.github.easyneg.internal.draw;

import io.github.easyneg.data.Passage;
import org.jspecify.annotations.Nullable;

/**
 * A passage as it looks to one row.
 *
 * @param number the passage's number
 * @param signalWeight what the user's signals add to its log-weight
 * @param offer whose offer to a sampler it is, if it is one's
 */
public record Seen(
    int number,
    Passage passage,
    double cosine,
    double cosineQuantile,
    double lexicalQuantile,
    int frequency,
    double signalWeight,
    @Nullable Object offer)
    implements Looked {

  /** One that is not a sampler's offer. */
  public Seen(
      int number,
      Passage passage,
      double cosine,
      double cosineQuantile,
      double lexicalQuantile,
      int frequency,
      double signalWeight) {
    this(number, passage, cosine, cosineQuantile, lexicalQuantile, frequency, signalWeight, null);
  }
}
