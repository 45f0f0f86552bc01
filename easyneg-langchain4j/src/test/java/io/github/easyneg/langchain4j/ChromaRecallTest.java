package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.Passage;
import io.github.easyneg.index.Hit;
import io.github.easyneg.index.VectorIndex.Entry;
import io.github.easyneg.langchain4j.internal.store.Cosines;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How many of the true nearest passages Chroma finds. Small by default; the figures of {@code
 * docs/decisions/011-chroma.md} come from {@code -Deasyneg.recall.passages=20000
 * -Deasyneg.recall.dimension=384}, which also prints them.
 */
@ExtendWith(ChromaExtension.class)
final class ChromaRecallTest {
  private static final int PASSAGES = Integer.getInteger("easyneg.recall.passages", 2_000);
  private static final int DIMENSION = Integer.getInteger("easyneg.recall.dimension", 64);
  private static final int QUERIES = 200;
  private static final int K = 20;

  /** How vectors lie in space. */
  enum Shape {
    /** As a model's do: topics, and far fewer directions than numbers. */
    CLUSTERED,
    /** In all directions alike, which no graph can learn: the worst case. */
    UNIFORM
  }

  @ParameterizedTest
  @EnumSource(Shape.class)
  void nearlyAllOfTheTwentyNearestAreFound(Shape shape, ChromaServer server) {
    List<float[]> vectors = vectors(shape, PASSAGES + QUERIES);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < PASSAGES; i++) {
      entries.add(new Entry(Passage.of("passage " + i), vectors.get(i)));
    }
    try (ChromaIndex index = ChromaIndex.at(server.url(), TestServer.freshName())) {
      index.open(DIMENSION, "recall");
      long start = System.nanoTime();
      index.upsert(entries);
      long filled = System.nanoTime();
      int found = 0;
      long searching = 0;
      for (float[] query : vectors.subList(PASSAGES, PASSAGES + QUERIES)) {
        long asked = System.nanoTime();
        List<Hit> hits = index.nearest(query, K);
        searching += System.nanoTime() - asked;
        assertThat(hits).hasSize(K);
        Set<String> truth = nearest(entries, query);
        found += (int) hits.stream().filter(hit -> truth.contains(hit.id())).count();
      }
      double recall = found / (double) (QUERIES * K);
      if (System.getProperty("easyneg.recall.passages") != null) {
        System.out.printf(
            Locale.ROOT,
            "%s: %d x %d filled in %.1f s, recall@%d %.4f at %.2f ms a query%n",
            shape,
            PASSAGES,
            DIMENSION,
            (filled - start) / 1e9,
            K,
            recall,
            searching / 1e6 / QUERIES);
      }
      assertThat(recall).isGreaterThan(shape == Shape.CLUSTERED ? 0.99 : 0.95);
    }
  }

  private static Set<String> nearest(List<Entry> entries, float[] query) {
    return new HashSet<>(
        entries.stream()
            .map(e -> new Hit(e.passage().id(), Cosines.of(query, e.vector())))
            .sorted(Comparator.comparingDouble(Hit::cosine).reversed())
            .limit(K)
            .map(Hit::id)
            .toList());
  }

  private static List<float[]> vectors(Shape shape, int n) {
    Random random = new Random(7);
    if (shape == Shape.UNIFORM) {
      List<float[]> vectors = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        vectors.add(Vectors.random(random, DIMENSION));
      }
      return vectors;
    }
    int latent = 40;
    float[][] topics = new float[200][];
    for (int i = 0; i < topics.length; i++) {
      topics[i] = Vectors.random(random, latent);
    }
    float[][] mixing = new float[latent][];
    for (int i = 0; i < latent; i++) {
      mixing[i] = Vectors.random(random, DIMENSION);
    }
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      float[] topic = topics[random.nextInt(topics.length)];
      float[] vector = Vectors.random(random, DIMENSION);
      for (int j = 0; j < latent; j++) {
        float weight = topic[j] + 0.7f * (float) random.nextGaussian();
        for (int d = 0; d < DIMENSION; d++) {
          vector[d] += weight * mixing[j][d];
        }
      }
      vectors.add(vector);
    }
    return vectors;
  }
}
