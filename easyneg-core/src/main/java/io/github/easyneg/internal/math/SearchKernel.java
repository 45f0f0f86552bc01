package io.github.easyneg.internal.math;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Multiplies queries with the rows of a matrix, which is what an exact search spends its time on.
 *
 * <p>A kernel may add in any order, and so round as it likes: {@link ExactSearch} takes its scores
 * for what they are, and computes the cosines that decide anew. What is found does not depend on
 * the kernel.
 *
 * <p>easyneg-langchain4j brings one that uses ONNX Runtime; it is found by {@link ServiceLoader}.
 */
public interface SearchKernel {

  /** Returns a name for reports and benchmarks. */
  String name();

  /**
   * Prepares to score.
   *
   * @param queries how many at most are scored at once
   */
  Scorer open(VectorMatrix matrix, int queries);

  /** Scores the rows of one matrix; used by one thread. */
  interface Scorer extends AutoCloseable {

    /** Returns how many rows are scored at once. */
    int width();

    /**
     * Returns how far a score may be from the cosine as {@link VectorMatrix#cosine} computes it; 0
     * if it is the same to the last bit.
     */
    float error();

    /**
     * Writes the score of each query and of {@code size} rows from {@code first} on.
     *
     * @param queries of length one
     * @param size at most {@link #width}
     * @param scores {@code float[queries.length][width]}
     */
    void score(float[][] queries, int first, int size, float[][] scores);

    /** Frees memory. */
    @Override
    void close();
  }

  /** Returns the kernel on the class path, or the one of plain Java if there is none that loads. */
  static SearchKernel find() {
    for (ServiceLoader.Provider<SearchKernel> provider :
        (Iterable<ServiceLoader.Provider<SearchKernel>>)
            ServiceLoader.load(SearchKernel.class, SearchKernel.class.getClassLoader()).stream()
                ::iterator) {
      try {
        return provider.get();
      } catch (ServiceConfigurationError e) {
        System.getLogger(SearchKernel.class.getName())
            .log(
                System.Logger.Level.WARNING,
                "exact search runs in plain Java, with the same results, because "
                    + provider.type().getSimpleName()
                    + " does not load: "
                    + e.getCause());
      }
    }
    return new TileKernel();
  }
}
