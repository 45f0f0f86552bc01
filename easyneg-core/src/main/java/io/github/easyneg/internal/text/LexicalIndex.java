package io.github.easyneg.internal.text;

import io.github.easyneg.internal.concurrent.Workers;
import java.util.Arrays;
import java.util.List;

/**
 * Which words stand in which passage, and how much a question and a passage have in common: BM25.
 *
 * <p>Weights as in Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
 * Beyond", 2009 (https://doi.org/10.1561/1500000019), k1 = 1.2, b = 1, with the idf that cannot
 * become negative, ln(1 + (N - df + 0.5) / (df + 0.5)).
 *
 * <p>Immutable; any thread may ask.
 */
public final class LexicalIndex {
  private static final float K1 = 1.2f;

  // Lengths count in full: with the usual 0.75, long passages rank high for every question and are
  // drawn again and again. Measured in docs/concepts.
  private static final float B = 1;

  // More than a sum of some thousand floats can be off.
  private static final float ROUNDING = 1.001f;

  private static final int BLOCK_BITS = 12;
  private static final int BLOCK = 1 << BLOCK_BITS;

  private final int passages;
  // Of each block of passages: the terms of each passage, ascending, and how often they occur.
  private final int[][] terms;
  private final byte[][] counts;
  private final int[][] starts;
  // k1 * (1 - b + b * length / average length), per passage
  private final float[] lengthPart;
  // The factor of each passage's most frequent word: no word has a larger one.
  private final float[] mostFactor;
  private final Signatures signatures;
  private final IntCounter documents;

  private LexicalIndex(
      int passages,
      int[][] terms,
      byte[][] counts,
      int[][] starts,
      float[] lengthPart,
      float[] mostFactor,
      Signatures signatures,
      IntCounter documents) {
    this.passages = passages;
    this.terms = terms;
    this.counts = counts;
    this.starts = starts;
    this.lengthPart = lengthPart;
    this.mostFactor = mostFactor;
    this.signatures = signatures;
    this.documents = documents;
  }

  /** Indexes passages; {@code texts.get(i)} is passage {@code i} from then on. */
  public static LexicalIndex of(List<String> texts, Workers workers) {
    int n = texts.size();
    int blocks = (n + BLOCK - 1) >>> BLOCK_BITS;
    int[][] terms = new int[blocks][];
    byte[][] counts = new byte[blocks][];
    int[][] starts = new int[blocks][];
    float[] lengths = new float[n];
    float[] most = new float[n];
    Signatures signatures = new Signatures(n);
    workers.forEach(
        blocks,
        block -> {
          int first = block << BLOCK_BITS;
          int size = Math.min(BLOCK, n - first);
          int[] from = new int[size + 1];
          int[] blockTerms = new int[size * 64 + 16];
          byte[] blockCounts = new byte[blockTerms.length];
          int used = 0;
          for (int i = 0; i < size; i++) {
            int[] words = Words.of(texts.get(first + i));
            lengths[first + i] = words.length;
            Arrays.sort(words);
            for (int w = 0; w < words.length; ) {
              int end = w + 1;
              while (end < words.length && words[end] == words[w]) {
                end++;
              }
              if (used == blockTerms.length) {
                blockTerms = Arrays.copyOf(blockTerms, used + used / 2);
                blockCounts = Arrays.copyOf(blockCounts, blockTerms.length);
              }
              blockTerms[used] = words[w];
              // BM25 saturates long before 127 occurrences.
              byte count = (byte) Math.min(end - w, Byte.MAX_VALUE);
              blockCounts[used++] = count;
              most[first + i] = Math.max(most[first + i], count);
              signatures.add(first + i, words[w], count);
              w = end;
            }
            from[i + 1] = used;
          }
          terms[block] = Arrays.copyOf(blockTerms, used);
          counts[block] = Arrays.copyOf(blockCounts, used);
          starts[block] = from;
        });
    IntCounter documents = new IntCounter();
    for (int[] block : terms) {
      for (int term : block) {
        documents.increment(term);
      }
    }
    double total = 0;
    for (float length : lengths) {
      total += length;
    }
    float average = (float) Math.max(total / Math.max(n, 1), 1e-9);
    for (int i = 0; i < n; i++) {
      lengths[i] = K1 * (1 - B + B * lengths[i] / average);
      most[i] /= Math.max(most[i] + lengths[i], Float.MIN_NORMAL);
    }
    return new LexicalIndex(n, terms, counts, starts, lengths, most, signatures, documents);
  }

  /** Returns how many passages are indexed. */
  public int size() {
    return passages;
  }

  /** Tells whether {@code word} stands in {@code passage}. */
  boolean holds(int passage, int word) {
    if (!signatures.mayHold(passage, word)) {
      return false;
    }
    int block = passage >>> BLOCK_BITS;
    int i = passage & (BLOCK - 1);
    return find(terms[block], starts[block][i], starts[block][i + 1], word) >= 0;
  }

  /**
   * Returns where a term stands between {@code from} and {@code to}, or -1. A binary search that
   * halves whatever it finds, so that the processor has no branch to guess: wrong guesses took a
   * fifth of the time of all mining.
   */
  private static int find(int[] ascending, int from, int to, int term) {
    int at = from;
    for (int left = to - from; left > 1; ) {
      int half = left >>> 1;
      at = ascending[at + half] <= term ? at + half : at;
      left -= half;
    }
    return at < to && ascending[at] == term ? at : -1;
  }

  /** Prepares a question. */
  public Query query(String question) {
    int[] words = Words.of(question);
    Arrays.sort(words);
    int[] distinct = new int[words.length];
    float[] weights = new float[words.length];
    int used = 0;
    for (int w = 0; w < words.length; ) {
      int end = w + 1;
      while (end < words.length && words[end] == words[w]) {
        end++;
      }
      int df = documents.get(words[w]);
      if (df > 0) {
        distinct[used] = words[w];
        double idf = Math.log1p((passages - df + 0.5) / (df + 0.5));
        weights[used++] = (float) ((end - w) * idf * (K1 + 1));
      }
      w = end;
    }
    return new Query(Arrays.copyOf(distinct, used), Arrays.copyOf(weights, used));
  }

  /**
   * Tells whether the words that stand in both passages are at least a share of those that stand in
   * either (the Jaccard index).
   *
   * @param share in [0, 1]
   */
  public boolean shareWords(int one, int other, double share) {
    int a = one >>> BLOCK_BITS;
    int b = other >>> BLOCK_BITS;
    int i = starts[a][one & (BLOCK - 1)];
    int iEnd = starts[a][(one & (BLOCK - 1)) + 1];
    int j = starts[b][other & (BLOCK - 1)];
    int jEnd = starts[b][(other & (BLOCK - 1)) + 1];
    int either = (iEnd - i) + (jEnd - j);
    int atMost =
        Math.min(
            iEnd - i - signatures.missing(one, other), jEnd - j - signatures.missing(other, one));
    if (jaccard(atMost, either) < share) {
      return false;
    }
    int both = 0;
    while (i < iEnd && j < jEnd) {
      int compared = Integer.compare(terms[a][i], terms[b][j]);
      if (compared == 0) {
        both++;
      }
      if (compared <= 0) {
        i++;
      }
      if (compared >= 0) {
        j++;
      }
    }
    return jaccard(both, either) >= share;
  }

  private static double jaccard(int both, int either) {
    return either == 0 ? 1 : (double) both / (either - both);
  }

  /**
   * Returns where each word stands among {@code sample}, for many questions against few passages.
   */
  public Postings postings(int[] sample) {
    return Postings.of(this, sample);
  }

  int[] termsOf(int passage) {
    int block = passage >>> BLOCK_BITS;
    int i = passage & (BLOCK - 1);
    return Arrays.copyOfRange(terms[block], starts[block][i], starts[block][i + 1]);
  }

  /** Returns the factor of a term's weight in a passage; 0 if it does not stand there. */
  float factor(int passage, int term) {
    int block = passage >>> BLOCK_BITS;
    int i = passage & (BLOCK - 1);
    int at = find(terms[block], starts[block][i], starts[block][i + 1], term);
    if (at < 0) {
      return 0;
    }
    float tf = counts[block][at];
    return tf / (tf + lengthPart[passage]);
  }

  /** A question's words that stand in the corpus, ascending, and their weights. */
  public final class Query {
    final int[] terms;
    final float[] weights;

    Query(int[] terms, float[] weights) {
      this.terms = terms;
      this.weights = weights;
    }

    /** Returns the BM25 of this question and {@code passage}, 0 or more. */
    public float bm25(int passage) {
      float sum = 0;
      for (int t = 0; t < terms.length; t++) {
        if (signatures.mayHold(passage, terms[t])) {
          sum += weights[t] * factor(passage, terms[t]);
        }
      }
      return sum;
    }

    /** Returns an upper bound of {@link #bm25}, for much less. */
    public float bm25AtMost(int passage) {
      float once = 1 / (1 + lengthPart[passage]);
      return ROUNDING
          * signatures.weightAtMost(passage, terms, weights, once, mostFactor[passage]);
    }
  }
}
