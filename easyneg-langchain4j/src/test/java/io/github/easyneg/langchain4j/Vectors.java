package io.github.easyneg.langchain4j;

import io.github.easyneg.data.Passage;
import io.github.easyneg.index.VectorIndex.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded random passages. */
final class Vectors {
  private Vectors() {}

  static float[] random(Random random, int dimension) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  static List<Entry> entries(int n, int dimension, long seed) {
    Random random = new Random(seed);
    List<Entry> entries = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      entries.add(new Entry(Passage.of("passage " + i), random(random, dimension)));
    }
    return entries;
  }

  static List<String> ids(List<Entry> entries) {
    return entries.stream().map(entry -> entry.passage().id()).toList();
  }
}
