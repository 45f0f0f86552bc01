package io.github.easyneg.langchain4j.internal.pgvector;

import io.github.easyneg.langchain4j.internal.remote.WrongAnswer;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * A vector on the way to pgvector and back, number by number. It goes as text, each number with as
 * many digits as tell it from its neighbours, and comes as pgvector's binary form: two bytes for
 * how many numbers there are, two that are zero, and single floats, all big-endian.
 */
final class PgVector {
  private static final int HEADER = 4;

  private PgVector() {}

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
