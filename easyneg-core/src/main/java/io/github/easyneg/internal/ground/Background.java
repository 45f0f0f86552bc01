package io.github.easyneg.internal.ground;

import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.internal.math.Tile;
import io.github.easyneg.internal.text.LexicalIndex;
import io.github.easyneg.internal.text.Postings;
import java.util.Arrays;
import java.util.Locale;

/**
 * The passages that each row's signals are ranked against: all of a small corpus, else a sample
 * that is the same for all rows. Which passages are in the sample depends on the seed and their ids
 * alone.
 *
 * <p>Cosines are ranked against half of a sample, but no fewer than 512 of it: of all, they took a
 * quarter of a row's time, and they decide less than words. By words candidates are weighed
 * exponentially; by cosines they are in a band or not, and a few hundredths more or less at its
 * ends matter little.
 */
public final class Background {
  /** Of a sample no larger than that, the cosines of all passages are ranked. */
  private static final int LARGE = 512;

  private final int[] numbers;
  private final int withCosines;
  private final boolean whole;
  private final Tile[] tiles;
  private final Postings postings;

  /**
   * Chooses the passages.
   *
   * @throws EmbeddingException if no candidate has a vector
   */
  Background(NumberedPassages corpus, Vectors vectors, LexicalIndex lexical, int size, long seed) {
    Lots lots = new Lots(corpus, size, seed);
    int candidates = corpus.candidates();
    int[] chosen = new int[Math.min(size, candidates)];
    int cosines = candidates <= size ? candidates : Math.max(Math.min(size, LARGE), size / 2);
    int taken = 0;
    int looked = 0;
    while (looked < candidates && taken < cosines) {
      int[] next = lots.next(cosines - taken);
      vectors.make(next);
      looked += next.length;
      for (int number : next) {
        if (vectors.has(number)) {
          chosen[taken++] = number;
        }
      }
    }
    this.withCosines = taken;
    this.whole = looked == candidates;
    if (taken == 0) {
      throw new EmbeddingException(
          String.format(
              Locale.ROOT,
              "none of the %,d passages that may become a negative has a vector; expected one at"
                  + " least. Use a model that knows the language of the passages; easyneg doctor"
                  + " says what each lacks.",
              candidates));
    }
    // The others need no vector, which would take much longer to make than all else of them.
    while (looked < candidates && taken < chosen.length) {
      int[] next = lots.next(chosen.length - taken);
      System.arraycopy(next, 0, chosen, taken, next.length);
      taken += next.length;
      looked += next.length;
    }
    this.numbers = Arrays.copyOf(chosen, taken);
    // A draw reads them in the order of memory.
    Arrays.sort(numbers, 0, withCosines);
    Arrays.sort(numbers, withCosines, taken);
    this.tiles = vectors.tiles(Arrays.copyOf(numbers, withCosines));
    this.postings = lexical.postings(numbers);
  }

  public int size() {
    return numbers.length;
  }

  /** Returns how many of the passages, the first ones, have their cosines ranked. */
  public int withCosines() {
    return withCosines;
  }

  /** Tells whether it holds all candidates that have a vector. */
  public boolean isWhole() {
    return whole;
  }

  /** Returns the numbers of the background's passages. */
  public int[] numbers() {
    return numbers.clone();
  }

  /** Returns the number of the background's {@code i}-th passage. */
  public int number(int i) {
    return numbers[i];
  }

  /** Makes the arrays that {@link #cosines} works in. */
  public float[][] sums(int vectors) {
    return Tile.sums(vectors);
  }

  /**
   * Writes the cosines of some vectors of length one and each passage that has its cosines ranked.
   * Several vectors at once are cheaper than one by one.
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
