package io.github.easyneg.embed;

import io.github.easyneg.internal.math.UnitVectors;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.internal.text.Words;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Needs no model: each distinct word of a text adds or subtracts one at a place that its hash
 * chooses, damped by the logarithm of how often it occurs. Texts that share words have a higher
 * cosine; what words mean plays no part. For tests, quick looks, and as a floor to measure models
 * against.
 *
 * <p>The hashing trick is from Weinberger et al., "Feature Hashing for Large Scale Multitask
 * Learning", 2009 (https://arxiv.org/abs/0902.2206). A text without any word gets a fixed direction
 * of its own.
 *
 * <p>Thread-safe.
 */
public final class HashingEmbedder implements EmbeddingProvider {
  private static final int DEFAULT_DIMENSION = 256;
  private static final int NO_WORDS = 0x5EED;

  private final int dimension;

  private HashingEmbedder(int dimension) {
    this.dimension = dimension;
  }

  /** Returns an embedder of 256 dimensions. */
  public static HashingEmbedder defaults() {
    return new HashingEmbedder(DEFAULT_DIMENSION);
  }

  /**
   * Returns an embedder of {@code dimension} dimensions.
   *
   * @throws IllegalArgumentException if {@code dimension} is not in 1..65536
   */
  public static HashingEmbedder ofDimension(int dimension) {
    if (dimension < 1 || dimension > 65_536) {
      throw new IllegalArgumentException("dimension is " + dimension + "; use 1..65536.");
    }
    return new HashingEmbedder(dimension);
  }

  @Override
  public int dimension() {
    return dimension;
  }

  @Override
  public String fingerprint() {
    return "hashing-words-2/" + dimension;
  }

  @Override
  public List<Embedding> embed(List<String> texts, TextRole role) {
    NotNull.check(role, "role");
    return IntStream.range(0, texts.size())
        .parallel()
        .mapToObj(i -> Embedding.of(vector(texts.get(i))))
        .toList();
  }

  private float[] vector(String text) {
    int[] words = Words.of(text);
    Arrays.sort(words);
    float[] vector = new float[dimension];
    for (int i = 0; i < words.length; ) {
      int end = i + 1;
      while (end < words.length && words[end] == words[i]) {
        end++;
      }
      add(vector, words[i], (float) StrictMath.log1p(end - i));
      i = end;
    }
    boolean zero = true;
    for (float number : vector) {
      zero &= number == 0;
    }
    if (zero) {
      add(vector, NO_WORDS, 1);
    }
    return UnitVectors.of("a text's vector", vector);
  }

  private void add(float[] vector, int word, float amount) {
    int mixed = (word ^ (word >>> 16)) * 0x45D9F3B;
    mixed ^= mixed >>> 15;
    int place = Integer.remainderUnsigned(mixed >>> 1, dimension);
    vector[place] += (mixed & 1) == 0 ? amount : -amount;
  }
}
