package io.github.easyneg.embed;

import java.util.List;
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
}
