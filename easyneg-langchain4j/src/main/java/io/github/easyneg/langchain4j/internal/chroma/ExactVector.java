package io.github.easyneg.langchain4j.internal.chroma;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/**
 * A vector as text that keeps every bit. Chroma normalises the embeddings of a cosine collection in
 * single precision and undoes that when they are read: a third of the vectors then differ in the
 * last bit of some numbers, and another run over the same collection could draw another negative.
 */
public final class ExactVector {
  /** The metadata field that holds it: little-endian single floats in Base64. */
  public static final String KEY = "easyneg.vector";

  private ExactVector() {}

  static String encode(float[] vector) {
    ByteBuffer bytes =
        ByteBuffer.allocate(vector.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(vector);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /** Returns the vector. */
  public static float[] decode(String text) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
    float[] vector = new float[bytes.remaining() / Float.BYTES];
    bytes.asFloatBuffer().get(vector);
    return vector;
  }
}
