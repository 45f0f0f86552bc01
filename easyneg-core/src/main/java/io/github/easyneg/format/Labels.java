package io.github.easyneg.format;

import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;

/**
 * The words and the chance that a format needs besides the row.
 *
 * @param refusal what a model is to answer where the context holds no answer
 * @param seed the recipe's seed, for formats that shuffle
 * @param prompt how context and question become one prompt, for formats that hold a prompt
 */
public record Labels(String refusal, long seed, PromptTemplate prompt) {

  /** The refusal by default: <i>Bei dem gegebenen Kontext ist keine Antwort möglich.</i> */
  public static final String DEFAULT_REFUSAL =
      "Bei dem gegebenen Kontext ist keine Antwort möglich.";

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if {@code refusal} is blank
   */
  public Labels {
    NotNull.check(prompt, "prompt");
    if (refusal.isBlank()) {
      throw OptionException.of(
          "{} is blank; give the sentence that a model is to answer where there is no answer.",
          Option.named("refusal"));
    }
  }

  /**
   * Makes labels with {@link PromptTemplate#DEFAULT}.
   *
   * @throws IllegalArgumentException if {@code refusal} is blank
   */
  public Labels(String refusal, long seed) {
    this(refusal, seed, PromptTemplate.DEFAULT);
  }
}
