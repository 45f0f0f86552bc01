package io.github.easyneg.format;

import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.internal.text.OptionException;
import io.github.easyneg.internal.text.OptionText.Option;
import java.util.Optional;

/** The words and the chance that a format needs besides the row. Immutable. */
public final class Labels {
  /** The refusal by default: <i>Bei dem gegebenen Kontext ist keine Antwort möglich.</i> */
  public static final String DEFAULT_REFUSAL =
      "Bei dem gegebenen Kontext ist keine Antwort möglich.";

  private final String refusal;
  private final long seed;
  private final PromptTemplate prompt;
  private final Optional<String> system;

  /**
   * Makes labels with {@link PromptTemplate#DEFAULT} and no system message.
   *
   * @param refusal what a model is to answer where the context holds no answer
   * @param seed the recipe's seed, for formats that shuffle
   * @throws IllegalArgumentException if {@code refusal} is blank
   */
  public Labels(String refusal, long seed) {
    this(refusal, seed, PromptTemplate.DEFAULT, Optional.empty());
  }

  private Labels(String refusal, long seed, PromptTemplate prompt, Optional<String> system) {
    if (refusal.isBlank()) {
      throw OptionException.of(
          "{} is blank; give the sentence that a model is to answer where there is no answer.",
          Option.named("refusal"));
    }
    this.refusal = refusal;
    this.seed = seed;
    this.prompt = prompt;
    this.system = system;
  }

  /** Returns these labels with another prompt. */
  public Labels withPrompt(PromptTemplate prompt) {
    NotNull.check(prompt, "prompt");
    return new Labels(refusal, seed, prompt, system);
  }

  /**
   * Returns these labels with a system message.
   *
   * @param system what is before the first turn of a conversation, or empty for nothing
   * @throws IllegalArgumentException if it is blank
   */
  public Labels withSystem(Optional<String> system) {
    requireSystem(system);
    return new Labels(refusal, seed, prompt, system);
  }

  private static void requireSystem(Optional<String> system) {
    if (system.isPresent() && system.get().isBlank()) {
      throw OptionException.of(
          "{} is blank; give the system message, or leave it out.", Option.named("system"));
    }
  }

  /** Returns what a model is to answer where the context holds no answer. */
  public String refusal() {
    return refusal;
  }

  /** Returns the recipe's seed, for formats that shuffle. */
  public long seed() {
    return seed;
  }

  /** Returns how context and question become one prompt, for formats that hold a prompt. */
  public PromptTemplate prompt() {
    return prompt;
  }

  /** Returns the system message, for formats that have a place for one; empty by default. */
  public Optional<String> system() {
    return system;
  }
}
