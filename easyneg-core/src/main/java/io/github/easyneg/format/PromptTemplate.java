package io.github.easyneg.format;

import io.github.easyneg.internal.text.NotNull;

/**
 * How a context and a question become one prompt, for the formats whose trainer does not put them
 * together itself.
 *
 * @param pattern a text with {@code {context}} and {@code {question}} in it, each once
 */
public record PromptTemplate(String pattern) {
  private static final String CONTEXT = "{context}";
  private static final String QUESTION = "{question}";

  /**
   * {@code Context: …}, a line feed, {@code Question: …}: the words that Axolotl's {@code
   * context_qa.load_v2} uses, so that a model sees the same prompt whichever format it learns from.
   */
  public static final PromptTemplate DEFAULT =
      new PromptTemplate("Context: {context}\nQuestion: {question}");

  /**
   * Checks the pattern.
   *
   * @throws IllegalArgumentException if {@code {context}} or {@code {question}} is missing or
   *     stands there twice
   */
  public PromptTemplate {
    requireOnce(pattern, CONTEXT);
    requireOnce(pattern, QUESTION);
  }

  /** Returns the prompt; what the texts themselves hold in braces stays as it is. */
  public String apply(String context, String question) {
    NotNull.check(context, "context");
    NotNull.check(question, "question");
    int c = pattern.indexOf(CONTEXT);
    int q = pattern.indexOf(QUESTION);
    return c < q
        ? pattern.substring(0, c)
            + context
            + pattern.substring(c + CONTEXT.length(), q)
            + question
            + pattern.substring(q + QUESTION.length())
        : pattern.substring(0, q)
            + question
            + pattern.substring(q + QUESTION.length(), c)
            + context
            + pattern.substring(c + CONTEXT.length());
  }

  private static void requireOnce(String pattern, String place) {
    int first = pattern.indexOf(place);
    if (first < 0 || pattern.indexOf(place, first + 1) >= 0) {
      throw new IllegalArgumentException(
          "the prompt template \""
              + pattern
              + "\" has "
              + (first < 0 ? "no " : "more than one ")
              + place
              + "; {context} and {question} must each stand in it once.");
    }
  }
}
