package io.github.easyneg.format;

import io.github.easyneg.mine.MinedRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Turns mined rows into records of training data.
 *
 * <p>Rules, each tested by {@code OutputFormatContract} in easyneg-testkit:
 *
 * <ol>
 *   <li>The records are a function of the row and the labels alone.
 *   <li>All records of a format have the same field names in the same order; a value that a row
 *       lacks is {@code null} or empty, never left out. Fields of the source that a format hands on
 *       come last, and are exempt.
 *   <li>Texts appear verbatim as in the row, and every record holds the question.
 *   <li>A format is thread-safe.
 *   <li>A row without a positive gives no record that teaches to answer.
 *   <li>A format that gives no record for some rows says in {@link #needs()} what they lack.
 *   <li>The name is made of lower-case letters, digits, {@code _}, {@code -}, {@code .} and {@code
 *       :}, and does not change.
 *   <li>Values are of the types that {@link OutputRecord} lists, so that every file type can hold
 *       them.
 * </ol>
 *
 * <p>{@link OutputFormats} has those that this library knows. A format that needs a second file
 * implements {@link CorpusFormat}, one that Axolotl reads {@link AxolotlFormat}.
 */
public interface OutputFormat {

  /** Returns the name by which options and reports know the format. */
  String name();

  /**
   * Returns the records of one row, in the order in which they are written; none if the row lacks
   * what the format {@linkplain #needs() needs}.
   */
  List<OutputRecord> records(MinedRow row, Labels labels);

  /**
   * Returns what a row must have to give a record, for example {@code a positive and a negative};
   * empty, the default, if every row gives at least one. Reports tell it next to the number of rows
   * that gave none.
   */
  default Optional<String> needs() {
    return Optional.empty();
  }

  /** What a format writes besides the row's texts. */
  enum Use {
    /** What a model is to answer where there is no answer: {@link Labels#refusal()}. */
    REFUSAL,
    /** The prompt of {@link Labels#prompt()}. */
    PROMPT,
    /** The message of {@link Labels#system()}. */
    SYSTEM,
    /** How close each passage is, or an order that depends on it. */
    SCORES
  }

  /**
   * Returns what the records depend on, so that a user is told where a setting changes nothing, and
   * which scores were written. By default all but scores, as nobody knows.
   */
  default Set<Use> uses() {
    return Set.of(Use.REFUSAL, Use.PROMPT, Use.SYSTEM);
  }
}
