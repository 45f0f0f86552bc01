package io.github.easyneg.embed;

import io.github.easyneg.internal.text.NotNull;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What an {@link EmbeddingProvider} can do besides: count the tokens of texts without embedding
 * them. {@code easyneg doctor} asks it which passages are longer than the model reads, of a whole
 * data set in seconds.
 *
 * <p>Rules, each tested by {@code TokenCounterContract} in easyneg-testkit:
 *
 * <ol>
 *   <li>{@link #countTokens} returns one number for each text, in order: the one that {@link
 *       EmbeddingProvider#embed} reports as {@link Embedding#tokens()} of that text in that role.
 *   <li>{@code embed} reports a text as {@link Embedding#truncated()} exactly if it has more tokens
 *       than {@link #tokenLimit()}.
 *   <li>{@link #tokenLimit()} never changes, and need not load the model.
 *   <li>An empty list gives an empty array.
 *   <li>A text that {@link #withoutVector} gives a reason for has {@link Embedding#none no vector}
 *       when it is embedded.
 * </ol>
 *
 * <p>Threads: as for {@code embed}, one at a time.
 */
public interface TokenCounter {

  /**
   * Counts tokens, those of the role's prompt and special ones too, however many of them the model
   * reads. A text that cannot be embedded may be counted all the same.
   *
   * @param texts any number of texts, in any order
   * @param role what the texts are for, because it may have a prompt
   * @return a new array, {@code counts[i]} for {@code texts.get(i)}, each at least 0
   * @throws EmbeddingException if a text cannot be counted; it names the text
   */
  int[] countTokens(List<String> texts, TextRole role);

  /**
   * Returns the most tokens of a text that the model reads, at least 1, prompt and special ones
   * counted; or nothing if it reads the whole of any text.
   */
  OptionalInt tokenLimit();

  /**
   * Tells, as far as tokens can, which texts have no vector; {@code easyneg doctor} asks. By
   * default none is known.
   *
   * @param texts any number of texts, in any order
   * @param role what the texts are for, because it may have a prompt
   * @return for each text why {@link EmbeddingProvider#embed} gives it {@link Embedding#none no
   *     vector}; empty where it gives one, or where tokens alone do not tell
   * @throws EmbeddingException if a text cannot be tokenised; it names the text
   */
  default List<Optional<String>> withoutVector(List<String> texts, TextRole role) {
    NotNull.check(role, "role");
    return Collections.nCopies(texts.size(), Optional.empty());
  }
}
