package io.github.easyneg.testkit;

import io.github.easyneg.data.Passage;
import io.github.easyneg.index.Hit;
import io.github.easyneg.index.VectorIndex.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * Passages with seeded random vectors, and the slow, obvious search that results are compared with.
 */
final class VectorSamples {
  static final int DIMENSION = 24;

  private VectorSamples() {}

  /** Returns vectors of many lengths, so that an index that does not normalise is detected. */
  static float[] vector(Random random) {
    float length = (float) Math.exp(random.nextGaussian());
    float[] vector = new float[DIMENSION];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian() * length;
    }
    return vector;
  }

  /** Returns the vector at length one, to the nearest float. */
  static float[] unit(float[] vector) {
    double squares = 0;
    for (float number : vector) {
      squares += (double) number * number;
    }
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / Math.sqrt(squares));
    }
    return unit;
  }

  static float[] scaled(float[] vector, float factor) {
    float[] scaled = vector.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  static List<Entry> entries(int n, long seed) {
    Random random = new Random(seed);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      entries.add(new Entry(Passage.of("passage " + seed + "/" + i), vector(random)));
    }
    return entries;
  }

  /** Returns {@link #entries} with vectors of length one. */
  static List<Entry> unitEntries(int n, long seed) {
    return entries(n, seed).stream()
        .map(entry -> new Entry(entry.passage(), unit(entry.vector())))
        .toList();
  }

  /** Returns what a perfect index returns. */
  static List<Hit> nearest(List<Entry> entries, float[] query, int k) {
    return entries.stream()
        .map(entry -> new Hit(entry.passage().id(), cosine(query, entry.vector())))
        .sorted(Comparator.comparingDouble(Hit::cosine).reversed().thenComparing(Hit::id))
        .limit(k)
        .toList();
  }

  static double cosine(float[] a, float[] b) {
    double dot = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      dot += (double) a[i] * b[i];
      aa += (double) a[i] * a[i];
      bb += (double) b[i] * b[i];
    }
    return dot / Math.sqrt(aa * bb);
  }
}
