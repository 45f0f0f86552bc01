package io.github.easyneg.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a question-answering data set: contexts, a question, its answer, and which
 * context, if any, holds the answer.
 *
 * <p>Immutable. Two rows with equal components are equal and are mined alike.
 *
 * @param contexts the row's own passages, at least one, in the data set's order; the same text may
 *     stand there twice
 * @param question the question
 * @param answer the answer; in rows without a positive usually a stock sentence that says that the
 *     question cannot be answered
 * @param positive the index of the context that answers the question, in {@code [0,
 *     contexts.size())}; empty if none does
 * @param extra fields of the source that this library does not read, by name, in the source's
 *     order; values are {@code String}, {@code Boolean}, {@code Long}, {@code BigInteger}, {@code
 *     BigDecimal}, {@code List}, {@code Map} or {@code null}
 */
public record QaRow(
    List<String> contexts,
    String question,
    String answer,
    OptionalInt positive,
    Map<String, Object> extra) {

  /**
   * Checks and copies the parts.
   *
   * @throws IllegalArgumentException if {@code contexts} is empty, {@code positive} is out of
   *     range, or a text holds an unpaired surrogate, which no UTF-8 file can carry
   */
  public QaRow {
    contexts = List.copyOf(contexts);
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    if (contexts.isEmpty()) {
      throw new IllegalArgumentException("contexts is empty; a row needs at least one context.");
    }
    if (positive.isPresent()
        && (positive.getAsInt() < 0 || positive.getAsInt() >= contexts.size())) {
      throw new IllegalArgumentException(
          "positive is "
              + positive.getAsInt()
              + " but contexts has "
              + contexts.size()
              + (contexts.size() == 1 ? " entry" : " entries")
              + "; use "
              + (contexts.size() == 1 ? "0" : "0.." + (contexts.size() - 1))
              + ", or empty for \"no positive\".");
    }
    for (int i = 0; i < contexts.size(); i++) {
      Texts.requireWellFormed("contexts[" + i + "]", contexts.get(i));
    }
    Texts.requireWellFormed("question", question);
    Texts.requireWellFormed("answer", answer);
    extra.forEach(QaRow::requireWellFormed);
  }

  private static void requireWellFormed(String name, @Nullable Object value) {
    Texts.requireWellFormed("a field's name", name);
    if (value instanceof String text) {
      Texts.requireWellFormed(name, text);
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        requireWellFormed(name + "[" + i + "]", list.get(i));
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach((key, inside) -> requireWellFormed(name + "." + key, inside));
    }
  }

  /**
   * Returns a row whose positive is {@code contexts.get(positive)}.
   *
   * @throws IllegalArgumentException as {@link QaRow#QaRow the constructor} does
   */
  public static QaRow of(List<String> contexts, String question, String answer, int positive) {
    return new QaRow(contexts, question, answer, OptionalInt.of(positive), Map.of());
  }

  /**
   * Returns a row none of whose contexts answers the question.
   *
   * @throws IllegalArgumentException as {@link QaRow#QaRow the constructor} does
   */
  public static QaRow withoutPositive(List<String> contexts, String question, String answer) {
    return new QaRow(contexts, question, answer, OptionalInt.empty(), Map.of());
  }

  /** Returns the text of the context that answers the question, or empty if none does. */
  public Optional<String> positiveContext() {
    return positive.isPresent() ? Optional.of(contexts.get(positive.getAsInt())) : Optional.empty();
  }

  /** Tells whether context {@code index} says what the positive says, letter for letter. */
  public boolean isPositive(int index) {
    return positive.isPresent() && contexts.get(index).equals(contexts.get(positive.getAsInt()));
  }

  /**
   * Returns the indices of the contexts that do not answer the question: all but the positive and
   * verbatim repetitions of it.
   */
  public List<Integer> hardNegatives() {
    List<Integer> indices = new ArrayList<>(contexts.size());
    for (int i = 0; i < contexts.size(); i++) {
      if (!isPositive(i)) {
        indices.add(i);
      }
    }
    return Collections.unmodifiableList(indices);
  }

  /**
   * Returns a key of this row's content: 64 bits of a SHA-256 over contexts, question, answer and
   * positive. It does not depend on where the row stands; rows with equal content share it.
   */
  public long key() {
    Texts.Digest digest = Texts.digest();
    contexts.forEach(digest::add);
    return digest.add(question).add(answer).add(positive.orElse(-1)).toLong();
  }
}
