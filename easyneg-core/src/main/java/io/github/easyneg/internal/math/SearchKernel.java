package io.github.easyneg.internal.math;

import java.util.Locale;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Multiplies queries with the rows of a matrix, which is what an exact search spends its time on.
 *
 * <p>A kernel may add in any order, and so round as it likes: {@link ExactSearch} takes its scores
 * for what they are, and computes the cosines that decide a second time. What is found does not
 * depend on the kernel.
 *
 * <p>easyneg-onnx brings one that uses ONNX Runtime; it is found by {@link ServiceLoader}. {@code
 * --add-modules jdk.incubator.vector} switches Java's Vector API on.
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

  /**
   * Returns how far a sum of products of two vectors of length one, in whatever order, with or
   * without fused multiply-add, may be from the cosine as {@link VectorMatrix#cosine} computes it.
   *
   * <p>A sum of n products of floats is off by at most n · 2^-24 of the sum of their sizes, which
   * is at most 1 for vectors of length one (Higham, "Accuracy and Stability of Numerical
   * Algorithms", 2002, section 3.1; the terms in 2^-48 and the lengths' own rounding are covered by
   * the last summand). So are both the score and the cosine.
   */
  static float errorOfAnyOrder(int dimension) {
    return (2 * dimension + 8) * 0x1p-24f;
  }

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

  /**
   * Returns the kernel on the class path; if there is none that loads, the Vector API's where the
   * JVM has it switched on, else that of plain Java.
   *
   * @param notes is told of each kernel that does not load, in a whole sentence
   */
  static SearchKernel find(Consumer<String> notes) {
    return find(
        ServiceLoader.load(SearchKernel.class, SearchKernel.class.getClassLoader()).stream(),
        notes);
  }

  /** The same among these. */
  static SearchKernel find(
      Stream<ServiceLoader.Provider<SearchKernel>> providers, Consumer<String> notes) {
    for (ServiceLoader.Provider<SearchKernel> provider :
        (Iterable<ServiceLoader.Provider<SearchKernel>>) providers::iterator) {
      try {
        return provider.get();
      } catch (ServiceConfigurationError e) {
        notes.accept(
            fallback(provider.type().getSimpleName(), Objects.requireNonNullElse(e.getCause(), e)));
      }
    }
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      try {
        return vectorApi();
      } catch (ReflectiveOperationException | LinkageError e) {
        notes.accept(fallback("VectorApiKernel", e));
      }
    }
    return new TileKernel();
  }

  /** Returns the kernel of the Vector API, whose class does not load without its module. */
  private static SearchKernel vectorApi() throws ReflectiveOperationException {
    return Class.forName(SearchKernel.class.getPackageName() + ".VectorApiKernel")
        .asSubclass(SearchKernel.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  private static String fallback(String kernel, Throwable why) {
    return String.format(
        Locale.ROOT,
        "exact search falls back to a slower implementation, with the same results, because %s does"
            + " not load: %s.",
        kernel,
        why);
  }
}
