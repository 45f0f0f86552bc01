package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.math.Tile;
import io.github.easyneg.internal.math.VectorMatrix;
import io.github.easyneg.internal.text.LexicalIndex;
import io.github.easyneg.internal.text.Postings;
import io.github.easyneg.sample.DrawKey;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The passages that each row's signals are ranked against: all of a small corpus, else a sample
 * that is the same for all rows. Which passages are in the sample depends on the seed and their ids
 * alone.
 */
public final class Background {
  private final int[] numbers;
  private final Tile[] tiles;
  private final Postings postings;

  Background(Corpus corpus, VectorMatrix matrix, LexicalIndex lexical, int size, long seed) {
    this.numbers = sample(corpus, size, seed);
    this.tiles = Tile.of(matrix, numbers);
    this.postings = lexical.postings(numbers);
  }

  private static int[] sample(Corpus corpus, int size, long seed) {
    if (corpus.candidates() <= size) {
      return IntStream.range(0, corpus.size()).filter(corpus::isCandidate).toArray();
    }
    DrawKey key = DrawKey.of(seed, "background".hashCode());
    double[] chance = new double[corpus.size()];
    for (int i = 0; i < chance.length; i++) {
      chance[i] = key.uniform(corpus.passage(i));
    }
    return IntStream.range(0, corpus.size())
        .filter(corpus::isCandidate)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> chance[i]).thenComparing(i -> i))
        .limit(size)
        .sorted()
        .mapToInt(Integer::intValue)
        .toArray();
  }

  public int size() {
    return numbers.length;
  }

  /** Returns the numbers of the background's passages, ascending. */
  int[] numbers() {
    return numbers.clone();
  }

  /** Returns the number of the background's {@code i}-th passage. */
  public int number(int i) {
    return numbers[i];
  }

  /** Makes the arrays that {@link #cosines} works in. */
  public float[][] sums(int vectors) {
    return new float[vectors][Tile.WIDTH];
  }

  /**
   * Writes the cosines of some vectors of length one and each passage of the background. Several
   * vectors at once are cheaper than one by one.
   *
   * @param count how many of the vectors to take
   * @param sums as made by {@link #sums}
   * @param cosines {@code float[vector][passage]}
   */
  public void cosines(float[][] units, int count, float[][] sums, float[][] cosines) {
    int offset = 0;
    for (Tile tile : tiles) {
      tile.cosines(units, count, sums, cosines, offset);
      offset += tile.size();
    }
  }

  /** Writes the BM25 of a question and each passage of the background. */
  public void bm25(LexicalIndex.Query query, float[] bm25) {
    postings.bm25(query, bm25);
  }
}
