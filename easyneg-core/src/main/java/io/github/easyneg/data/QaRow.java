package io.github.easyneg.data;

import io.github.easyneg.internal.text.NotNull;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One instance of a question-answering or retrieval data set: contexts, a question, its answers,
 * and which contexts answer it.
 *
 * <p>Immutable. Two rows with equal components are equal and are mined alike.
 *
 * @param contexts the row's own passages, at least one, in the data set's order; the same text may
 *     occur twice
 * @param question the question
 * @param answers the answer, and after it other wordings that are as right; empty in data made for
 *     retrieval, which has none. In rows without a positive usually a stock sentence that says that
 *     the question cannot be answered
 * @param positives the indices of the contexts that answer the question, in {@code [0,
 *     contexts.size())}, the most important one first, none twice; empty if none does
 * @param contextIds the ids that the data set itself gives to contexts, by the context's index;
 *     empty if it gives none
 * @param extra fields of the source that this library does not read, by name, in the source's
 *     order; values are {@code String}, {@code Boolean}, {@code Long}, {@code BigInteger}, {@code
 *     BigDecimal}, {@code List}, {@code Map} or {@code null}
 */
public record QaRow(
    List<String> contexts,
    String question,
    List<String> answers,
    List<Integer> positives,
    Map<Integer, String> contextIds,
    Map<String, Object> extra) {

  /**
   * Checks and copies the parts.
   *
   * @throws IllegalArgumentException if {@code contexts} is empty, an index is out of range or
   *     there twice, an id is blank, or a text holds an unpaired surrogate, which no UTF-8 file can
   *     carry
   */
  public QaRow {
    NotNull.check(answers, "answers");
    NotNull.check(contextIds, "contextIds");
    NotNull.check(contexts, "contexts");
    NotNull.check(extra, "extra");
    NotNull.check(positives, "positives");
    NotNull.check(question, "question");
    contexts = List.copyOf(contexts);
    answers = List.copyOf(answers);
    positives = List.copyOf(positives);
    contextIds = Collections.unmodifiableMap(new TreeMap<>(contextIds));
    extra = Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    if (contexts.isEmpty()) {
      throw new IllegalArgumentException("contexts is empty; a row needs at least one context.");
    }
    requirePositives(positives, contexts.size());
    requireIds(contextIds, contexts.size());
    for (int i = 0; i < contexts.size(); i++) {
      Texts.requireWellFormed("contexts[" + i + "]", contexts.get(i));
    }
    Texts.requireWellFormed("question", question);
    for (int i = 0; i < answers.size(); i++) {
      Texts.requireWellFormed(
          answers.size() == 1 ? "answer" : "answers[" + i + "]", answers.get(i));
    }
    extra.forEach(QaRow::requireWellFormed);
  }

  /**
   * Makes a row with one answer, at most one positive, and no ids.
   *
   * @throws IllegalArgumentException as the constructor with all parts does
   */
  public QaRow(
      List<String> contexts,
      String question,
      String answer,
      OptionalInt positive,
      Map<String, Object> extra) {
    this(
        contexts,
        question,
        List.of(NotNull.check(answer, "answer")),
        positive.isPresent() ? List.of(positive.getAsInt()) : List.of(),
        Map.of(),
        extra);
  }

  private static void requirePositives(List<Integer> positives, int contexts) {
    Set<Integer> seen = new HashSet<>();
    for (int positive : positives) {
      if (positive < 0 || positive >= contexts) {
        throw new IllegalArgumentException(
            "positive is "
                + positive
                + " but contexts has "
                + contexts
                + (contexts == 1 ? " entry" : " entries")
                + "; use "
                + (contexts == 1 ? "0" : "0.." + (contexts - 1))
                + ", or empty for \"no positive\".");
      }
      if (!seen.add(positive)) {
        throw new IllegalArgumentException(
            "positives names context " + positive + " twice; name each once.");
      }
    }
  }

  private static void requireIds(Map<Integer, String> ids, int contexts) {
    ids.forEach(
        (index, id) -> {
          if (index < 0 || index >= contexts) {
            throw new IllegalArgumentException(
                "contextIds has an id for context "
                    + index
                    + ", but contexts has "
                    + contexts
                    + (contexts == 1 ? " entry." : " entries.")
                    + " Count from 0.");
          }
          if (id.isBlank()) {
            throw new IllegalArgumentException(
                "the id of contexts[" + index + "] is blank; leave it out where there is none.");
          }
          Texts.requireWellFormed("the id of contexts[" + index + "]", id);
        });
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
    NotNull.check(answer, "answer");
    NotNull.check(contexts, "contexts");
    NotNull.check(question, "question");
    return new QaRow(contexts, question, answer, OptionalInt.of(positive), Map.of());
  }

  /**
   * Returns a row none of whose contexts answers the question.
   *
   * @throws IllegalArgumentException as {@link QaRow#QaRow the constructor} does
   */
  public static QaRow withoutPositive(List<String> contexts, String question, String answer) {
    NotNull.check(answer, "answer");
    NotNull.check(contexts, "contexts");
    NotNull.check(question, "question");
    return new QaRow(contexts, question, answer, OptionalInt.empty(), Map.of());
  }

  /**
   * Returns a row of data made for retrieval: without an answer, its positives before its
   * negatives.
   *
   * @throws IllegalArgumentException as {@link QaRow#QaRow the constructor} does
   */
  public static QaRow ofRetrieval(
      String question, List<String> positives, List<String> hardNegatives) {
    NotNull.check(hardNegatives, "hardNegatives");
    NotNull.check(positives, "positives");
    NotNull.check(question, "question");
    List<String> contexts = new ArrayList<>(positives);
    contexts.addAll(hardNegatives);
    List<Integer> indices = new ArrayList<>();
    for (int i = 0; i < positives.size(); i++) {
      indices.add(i);
    }
    return new QaRow(contexts, question, List.of(), indices, Map.of(), Map.of());
  }

  /**
   * Returns this row with other answers; none says that it has none.
   *
   * @throws IllegalArgumentException as {@link QaRow#QaRow the constructor} does
   */
  public QaRow withAnswers(List<String> answers) {
    NotNull.check(answers, "answers");
    return new QaRow(contexts, question, answers, positives, contextIds, extra);
  }

  /**
   * Returns this row with other positives; none says that no context answers the question.
   *
   * @throws IllegalArgumentException as {@link QaRow#QaRow the constructor} does
   */
  public QaRow withPositives(List<Integer> positives) {
    NotNull.check(positives, "positives");
    return new QaRow(contexts, question, answers, positives, contextIds, extra);
  }

  /**
   * Returns this row with other ids, by the context's index.
   *
   * @throws IllegalArgumentException as {@link QaRow#QaRow the constructor} does
   */
  public QaRow withContextIds(Map<Integer, String> contextIds) {
    NotNull.check(contextIds, "contextIds");
    return new QaRow(contexts, question, answers, positives, contextIds, extra);
  }

  /** Returns the answer, the first where there are several; empty if the row has none. */
  public Optional<String> answer() {
    return answers.isEmpty() ? Optional.empty() : Optional.of(answers.get(0));
  }

  /** Returns the index of the first positive; empty if there is none. */
  public OptionalInt positive() {
    return positives.isEmpty() ? OptionalInt.empty() : OptionalInt.of(positives.get(0));
  }

  /** Tells whether a context answers the question. */
  public boolean hasPositive() {
    return !positives.isEmpty();
  }

  /** Returns the text of the first positive, or empty if there is none. */
  public Optional<String> positiveContext() {
    return positives.isEmpty() ? Optional.empty() : Optional.of(contexts.get(positives.get(0)));
  }

  /** Returns the texts of the positives, each once, the first positive's first. */
  public List<String> positiveContexts() {
    return positives.stream().map(contexts::get).distinct().toList();
  }

  /** Tells whether context {@code index} says what a positive says, verbatim. */
  public boolean isPositive(int index) {
    String text = contexts.get(index);
    for (int positive : positives) {
      if (contexts.get(positive).equals(text)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the indices of the contexts that do not answer the question: all but the positives and
   * verbatim repetitions of them.
   */
  public List<Integer> hardNegatives() {
    Set<String> answering = new HashSet<>();
    positives.forEach(positive -> answering.add(contexts.get(positive)));
    List<Integer> indices = new ArrayList<>(contexts.size());
    for (int i = 0; i < contexts.size(); i++) {
      if (!answering.contains(contexts.get(i))) {
        indices.add(i);
      }
    }
    return Collections.unmodifiableList(indices);
  }

  /** Returns the id that the data set itself gives to context {@code index}, if it gives one. */
  public Optional<String> contextId(int index) {
    return Optional.ofNullable(contextIds.get(index));
  }

  /** Returns context {@code index} as a passage. */
  public Passage passage(int index) {
    return Passage.of(contexts.get(index)).withSourceId(contextId(index));
  }

  /**
   * Returns a key of this row's content: 64 bits of a SHA-256 over contexts, question, answers and
   * positives. It does not depend on the position of the row; rows with equal content share it.
   */
  public long key() {
    Texts.Digest digest = Texts.digest();
    contexts.forEach(digest::add);
    digest.add(question);
    if (answers.size() == 1 && positives.size() <= 1) {
      return digest.add(answers.get(0)).add(positive().orElse(-1)).toLong();
    }
    digest.add(answers.size());
    answers.forEach(digest::add);
    digest.add(positives.size());
    positives.forEach(digest::add);
    return digest.toLong();
  }
}
