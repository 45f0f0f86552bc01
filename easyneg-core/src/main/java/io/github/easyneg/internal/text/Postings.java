package io.github.easyneg.internal.text;

import java.util.Arrays;

/**
 * An inverted index over a few passages: for each word, which of them hold it and with what factor.
 * Gives the same numbers, to the last bit, as {@link LexicalIndex.Query#bm25} one by one.
 */
public final class Postings {
  private final int size;
  private final int[] words;
  private final int[] starts;
  private final int[] places;
  private final float[] factors;

  private Postings(int size, int[] words, int[] starts, int[] places, float[] factors) {
    this.size = size;
    this.words = words;
    this.starts = starts;
    this.places = places;
    this.factors = factors;
  }

  static Postings of(Terms terms, int[] sample) {
    // Word in the upper half, place in the lower: sorting groups the places of each word.
    long[] pairs = new long[1024];
    int used = 0;
    for (int place = 0; place < sample.length; place++) {
      for (int word : terms.of(sample[place])) {
        if (used == pairs.length) {
          pairs = Arrays.copyOf(pairs, 2 * used);
        }
        pairs[used++] = ((long) word << 32) | place;
      }
    }
    pairs = Arrays.copyOf(pairs, used);
    Arrays.parallelSort(pairs);
    int[] words = new int[used];
    int[] starts = new int[used + 1];
    int[] places = new int[used];
    float[] factors = new float[used];
    int distinct = 0;
    for (int i = 0; i < used; i++) {
      int word = (int) (pairs[i] >> 32);
      if (i == 0 || word != words[distinct - 1]) {
        starts[distinct] = i;
        words[distinct++] = word;
      }
      places[i] = (int) pairs[i];
      factors[i] = terms.factor(sample[places[i]], word);
    }
    starts[distinct] = used;
    return new Postings(
        sample.length,
        Arrays.copyOf(words, distinct),
        Arrays.copyOf(starts, distinct + 1),
        places,
        factors);
  }

  /**
   * Writes the BM25 of a question and each passage of the sample.
   *
   * @param bm25 {@code float[size]}, overwritten
   */
  public void bm25(LexicalIndex.Query query, float[] bm25) {
    Arrays.fill(bm25, 0, size, 0);
    for (int t = 0; t < query.size; t++) {
      int at = Arrays.binarySearch(words, query.words[t]);
      if (at >= 0) {
        for (int p = starts[at]; p < starts[at + 1]; p++) {
          bm25[places[p]] += query.weights[t] * factors[p];
        }
      }
    }
  }
}
