package io.github.easyneg.langchain4j.internal.pgvector;

import io.github.easyneg.langchain4j.internal.remote.WrongAnswer;
import io.github.easyneg.langchain4j.internal.store.VectorChecks;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * A vector on the way to pgvector and back, number by number. It goes as text, each number with as
 * many digits as make it unique, and comes as pgvector's binary form: two bytes for how many
 * numbers there are, two that are zero, and single floats, all big-endian.
 */
final class PgVector {
  private static final int HEADER = 4;
  private static final double SHORTEST = 1e-18;
  private static final double LONGEST = 1e18;

  private PgVector() {}

  /**
   * Rejects a vector whose cosine the server cannot compute, as it does so in single precision.
   *
   * @param whose whose vector it is, for messages
   * @throws IllegalArgumentException if single precision cannot hold the square of its length
   */
  static void requireMeasurable(String whose, float[] vector) {
    double length = length(vector);
    if (length < SHORTEST || length > LONGEST) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s is %s long; pgvector computes cosines of lengths between %s and %s. Divide the"
                  + " vector by its length.",
              whose,
              length,
              SHORTEST,
              LONGEST));
    }
  }

  private static double length(float[] vector) {
    double squares = 0;
    for (float number : vector) {
      squares += (double) number * number;
    }
    return Math.sqrt(squares);
  }

  /** Returns the vector of length one in the same direction. */
  static float[] unit(float[] vector) {
    double length = length(vector);
    float[] unit = new float[vector.length];
    for (int i = 0; i < unit.length; i++) {
      unit[i] = (float) (vector[i] / length);
    }
    return unit;
  }

  static String text(float[] vector) {
    StringBuilder text = new StringBuilder(vector.length * 13 + 2).append('[');
    for (int i = 0; i < vector.length; i++) {
      text.append(i == 0 ? "" : ",").append(vector[i]);
    }
    return text.append(']').toString();
  }

  /**
   * Returns the vector that a server gave back.
   *
   * @param id whose it is, for messages
   * @throws WrongAnswer if it is not one of that dimension, or no cosine is defined for it
   */
  static float[] read(String id, byte[] bytes, int dimension) throws WrongAnswer {
    float[] vector = numbers(id, bytes, dimension);
    VectorChecks.requireAnswered(id, vector);
    return vector;
  }

  private static float[] numbers(String id, byte[] bytes, int dimension) throws WrongAnswer {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      int numbers = Short.toUnsignedInt(buffer.getShort());
      if (numbers != dimension || bytes.length != HEADER + dimension * Float.BYTES) {
        throw new WrongAnswer(
            String.format(
                Locale.ROOT,
                "the vector of passage %s has %d numbers in %d bytes; expected %d in %d",
                id,
                numbers,
                bytes.length,
                dimension,
                HEADER + dimension * Float.BYTES));
      }
    } catch (BufferUnderflowException e) {
      throw new WrongAnswer("the vector of passage " + id + " has " + bytes.length + " bytes");
    }
    float[] vector = new float[dimension];
    buffer.position(HEADER).asFloatBuffer().get(vector);
    return vector;
  }
}
