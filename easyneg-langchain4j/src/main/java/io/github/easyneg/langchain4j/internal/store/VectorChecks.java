package io.github.easyneg.langchain4j.internal.store;

import io.github.easyneg.langchain4j.internal.remote.WrongAnswer;
import java.util.Locale;

/**
 * Rejects vectors that no cosine is defined for, before a server does with a message of its own.
 */
public final class VectorChecks {
  private VectorChecks() {}

  /**
   * Checks one vector.
   *
   * @param what whose vector it is, for messages
   * @throws IllegalArgumentException if its length is not {@code dimension}, a number is not
   *     finite, or all are zero
   */
  public static void require(String what, float[] vector, int dimension) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          what
              + " has "
              + vector.length
              + " numbers; the index was opened for "
              + dimension
              + ". Embed everything with one model.");
    }
    boolean zero = true;
    for (int i = 0; i < vector.length; i++) {
      if (!Float.isFinite(vector[i])) {
        throw new IllegalArgumentException(
            what
                + " holds "
                + vector[i]
                + " at position "
                + i
                + "; a cosine needs finite numbers. Look at what the embedder makes of this text.");
      }
      zero &= vector[i] == 0;
    }
    if (zero) {
      throw new IllegalArgumentException(
          what
              + " is all zeros, which has no cosine. Look at what the embedder makes of this"
              + " text.");
    }
  }

  /**
   * Checks a vector that a server gave back.
   *
   * @param id the id of its passage
   * @throws WrongAnswer if no cosine is defined for it
   */
  public static void requireAnswered(String id, float[] vector) throws WrongAnswer {
    boolean zero = true;
    for (float number : vector) {
      if (!Float.isFinite(number)) {
        throw new WrongAnswer(
            String.format(
                Locale.ROOT,
                "the vector of passage %s holds %s; expected finite numbers",
                id,
                number));
      }
      zero &= number == 0;
    }
    if (zero) {
      throw new WrongAnswer("the vector of passage " + id + " is all zeros, which has no cosine");
    }
  }
}
