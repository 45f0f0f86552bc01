package io.github.easyneg.embed;

import io.github.easyneg.internal.text.NotNull;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A text's vector, and how much of the text it stands for; or why the text has none.
 *
 * <p>The vector is not copied: whoever makes an embedding gives the array away.
 *
 * @param vector {@code float[dimension]}; of no length if {@code missing} says why
 * @param tokens how many tokens the whole text has, where the provider counts them
 * @param truncated whether the model read only the beginning of the text
 * @param missing why there is no vector, as what follows "because", for example "it has no token
 *     that the model knows"; empty where there is one
 */
@SuppressWarnings("ArrayRecordComponent") // a copy of each vector would double the memory
public record Embedding(
    float[] vector, OptionalInt tokens, boolean truncated, Optional<String> missing) {

  /**
   * Checks that there is a vector or a reason, and not both.
   *
   * @throws IllegalArgumentException if there are both, or the reason is blank
   */
  public Embedding {
    NotNull.check(tokens, "tokens");
    NotNull.check(vector, "vector");
    NotNull.check(missing, "missing");
    if (missing.isPresent() && (vector.length > 0 || missing.get().isBlank())) {
      throw new IllegalArgumentException(
          "an embedding has a vector of "
              + vector.length
              + " numbers and the reason \""
              + missing.get()
              + "\" why there is none; give a vector, or a reason in words.");
    }
  }

  /** Makes an embedding of a text that has a vector. */
  public Embedding(float[] vector, OptionalInt tokens, boolean truncated) {
    this(vector, tokens, truncated, Optional.empty());
  }

  /** Returns the embedding of a whole text whose tokens were not counted. */
  public static Embedding of(float[] vector) {
    NotNull.check(vector, "vector");
    return new Embedding(vector, OptionalInt.empty(), false);
  }

  /**
   * Returns what stands for a text that has no vector.
   *
   * @param why as what follows "because"
   * @param tokens how many tokens the text has, where the provider counts them
   * @throws IllegalArgumentException if the reason is blank
   */
  public static Embedding none(String why, OptionalInt tokens) {
    NotNull.check(why, "why");
    return new Embedding(new float[0], tokens, false, Optional.of(why));
  }

  /** Tells whether the text has a vector. */
  public boolean hasVector() {
    return missing.isEmpty();
  }
}
