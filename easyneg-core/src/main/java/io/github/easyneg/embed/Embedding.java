package io.github.easyneg.embed;

import io.github.easyneg.internal.text.NotNull;
import java.util.OptionalInt;

/**
 * A text's vector, and how much of the text it stands for.
 *
 * <p>The vector is not copied: whoever makes an embedding gives the array away.
 *
 * @param vector {@code float[dimension]}
 * @param tokens how many tokens the whole text has, where the provider counts them
 * @param truncated whether the model read only the beginning of the text
 */
@SuppressWarnings("ArrayRecordComponent") // a copy of each vector would double the memory
public record Embedding(float[] vector, OptionalInt tokens, boolean truncated) {

  /** Refuses null. */
  public Embedding {
    NotNull.check(tokens, "tokens");
    NotNull.check(vector, "vector");
  }

  /** Returns the embedding of a whole text whose tokens were not counted. */
  public static Embedding of(float[] vector) {
    NotNull.check(vector, "vector");
    return new Embedding(vector, OptionalInt.empty(), false);
  }
}
