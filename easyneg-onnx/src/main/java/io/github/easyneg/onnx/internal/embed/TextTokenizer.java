package io.github.easyneg.onnx.internal.embed;

import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.text.Excerpt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * How a model reads a text: with the prompt of its role before it, split into tokens. Counting and
 * embedding both go through here, so that they agree. Thread-safe.
 */
public final class TextTokenizer implements AutoCloseable {

  private final HuggingFaceTokenizer tokenizer;
  private final Prompts prompts;
  private final boolean specials;

  private TextTokenizer(HuggingFaceTokenizer tokenizer, Prompts prompts, boolean specials) {
    this.tokenizer = tokenizer;
    this.prompts = prompts;
    this.specials = specials;
  }

  /**
   * Loads the tokenizer of a model with a network, which is not loaded.
   *
   * @throws IllegalArgumentException if it is not one that can be read
   * @throws IllegalStateException if the tokenizer's native library does not load
   * @throws UncheckedIOException if a file cannot be read
   */
  public static TextTokenizer of(SentenceModel model) {
    ModelSource source = model.source();
    String name = source.tokenizerName();
    try {
      String json = source.tokenizerJson();
      return new TextTokenizer(
          HuggingFaceTokenizer.parse(model.changes().applied(json, name), name),
          model.prompts(),
          true);
    } catch (IOException e) {
      throw ModelFolder.unreadable(source.tokenizerName(), e);
    }
  }

  /**
   * Loads the tokenizer of a static model, which is not loaded. It adds no special tokens.
   *
   * @throws IllegalArgumentException if it is not one that can be read
   * @throws IllegalStateException if the tokenizer's native library does not load
   * @throws UncheckedIOException if a file cannot be read
   */
  public static TextTokenizer of(StaticModel model) {
    String json = model.tokenizer().text();
    return new TextTokenizer(
        HuggingFaceTokenizer.parse(json, model.tokenizer().toString()), model.prompts(), false);
  }

  /**
   * Counts the tokens of texts.
   *
   * @param cancelled asked between groups of texts; once true, the call ends with an exception
   */
  public int[] count(List<String> texts, TextRole role, int threads, BooleanSupplier cancelled) {
    int[] counts = new int[texts.size()];
    BatchThreads.forEach(
        threads,
        texts.size(),
        cancelled,
        i -> {
          counts[i] = count(i, texts.get(i), role);
        });
    return counts;
  }

  private int count(int index, String text, TextRole role) {
    try {
      return tokenizer.count(asRead(text, role), specials);
    } catch (RuntimeException e) {
      throw refused(index, text, e);
    }
  }

  /**
   * Splits a text, with special tokens.
   *
   * @param index the text's place in the call, for messages
   * @param most the maximum number of tokens to keep
   */
  Tokens encode(int index, String text, TextRole role, int most) {
    try {
      return tokenizer.encode(asRead(text, role), most);
    } catch (RuntimeException e) {
      throw refused(index, text, e);
    }
  }

  /** Splits a text, without special tokens. */
  int[] encodeBare(int index, String text, TextRole role) {
    try {
      return tokenizer.encodeBare(asRead(text, role));
    } catch (RuntimeException e) {
      throw refused(index, text, e);
    }
  }

  /** Splits a text, without special tokens, as if its role had no prompt. */
  int[] encodeAlone(int index, String text) {
    try {
      return tokenizer.encodeBare(text);
    } catch (RuntimeException e) {
      throw refused(index, text, e);
    }
  }

  /** Returns the prompt's tokens of a role; none where it has no prompt. */
  int[] promptTokens(TextRole role) {
    String prompt = prompts.of(role);
    return prompt.isEmpty() ? new int[0] : tokenizer.encodeBare(prompt);
  }

  /** Returns how many tokens are before a text of that role where it has a prompt, else 0. */
  int promptLength(TextRole role) {
    String prompt = prompts.of(role);
    return prompt.isEmpty() ? 0 : tokenizer.promptLength(prompt);
  }

  private String asRead(String text, TextRole role) {
    return prompts.of(role) + text;
  }

  private static EmbeddingException refused(int index, String text, RuntimeException cause) {
    return new EmbeddingException(
        Excerpt.of(index, text)
            + " could not be tokenised: "
            + cause.getMessage()
            + ". Leave it out, or use the tokenizer.json that belongs to the model.",
        index,
        cause);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
