package io.github.easyneg.langchain4j.internal.chroma;

import io.github.easyneg.langchain4j.internal.remote.WrongAnswer;
import io.github.easyneg.langchain4j.internal.store.VectorChecks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Locale;

/**
 * A vector as text that keeps every bit. Chroma normalises the embeddings of a cosine collection in
 * single precision and undoes that when they are read: a third of the vectors then differ in the
 * last bit of some numbers, and another run over the same collection could draw another negative.
 */
final class ExactVector {
  /** The metadata field that holds it: little-endian single floats in Base64. */
  static final String KEY = "easyneg.vector";

  private ExactVector() {}

  static String encode(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /**
   * Returns the vector that a server gave back.
   *
   * @param id whose it is, for messages
   * @throws WrongAnswer if it is not one of that dimension, or no cosine is defined for it
   */
  static float[] decode(String id, String text, int dimension) throws WrongAnswer {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new WrongAnswer("the vector of passage " + id + " is not the Base64 that was written");
    }
    if (bytes.length != dimension * Float.BYTES) {
      throw new WrongAnswer(
          String.format(
              Locale.ROOT,
              "the vector of passage %s has %s numbers; expected %d",
              id,
              bytes.length % Float.BYTES == 0
                  ? "" + bytes.length / Float.BYTES
                  : bytes.length + " bytes, no whole number of",
              dimension));
    }
    float[] vector = new float[dimension];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(vector);
    VectorChecks.requireAnswered(id, vector);
    return vector;
  }
}
