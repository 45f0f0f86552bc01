package io.github.easyneg.mine;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.text.NotNull;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Ready guards.
 *
 * <p>Two are always on: {@code own-context}, which rejects the row's own contexts, also where they
 * differ in Unicode form, letter case or white space alone; and {@code answers-same-question},
 * which rejects every positive of any row with the same question. Four are on unless they are
 * switched off: {@link #answerBearing()}, {@link #nearDuplicates()}, {@link #containment()} and
 * {@link #questionWords()}.
 */
public final class Guards {
  private Guards() {}

  /** The name of the guard against the row's own contexts. */
  public static final String OWN_CONTEXT = "own-context";

  /** The name of the guard against passages that answer the same question in another row. */
  public static final String ANSWERS_SAME_QUESTION = "answers-same-question";

  /** The name of {@link #answerBearing()}. */
  public static final String ANSWER_BEARING = "answer-bearing";

  /** The name of {@link #nearDuplicates()}. */
  public static final String NEAR_DUPLICATE = "near-duplicate";

  /** The name of {@link #containment()}. */
  public static final String CONTAINMENT = "containment";

  /** The name of {@link #questionWords()}. */
  public static final String QUESTION_WORDS = "question-words";

  /** The name of {@link #withinMarginOfPositive}. */
  public static final String MARGIN = "margin";

  /** The name of {@link #withinRelativeMarginOfPositive}. */
  public static final String RELATIVE_MARGIN = "relative-margin";

  /** The name of {@link #sameTitle()}. */
  public static final String SAME_TITLE = "same-title";

  /** The name of {@link #sameGroup}. */
  public static final String SAME_GROUP = "same-group";

  /**
   * Rejects passages that hold an answer of the row as whole words, in rows with a positive; also
   * in other spellings, such as numbers, dates, units, spans, ordinal numbers and names are written
   * in, and with other endings. An answer that is in more than half of the background's passages (a
   * word like <i>ja</i>) is not informative, and rejects none. On by default.
   */
  public static CorpusGuard answerBearing() {
    return answerBearing(0.5);
  }

  /**
   * Rejects passages that hold an answer of the row as whole words, in rows with a positive.
   *
   * @param commonAt an answer in more than this share of the background's passages is ignored, in
   *     [0, 1]; 1 ignores none
   * @throws IllegalArgumentException if {@code commonAt} is not in [0, 1]
   */
  public static CorpusGuard answerBearing(double commonAt) {
    return new CorpusGuard.AnswerBearing(commonAt);
  }

  /**
   * Rejects passages that share at least 80 % of their words with a positive or with a negative
   * drawn before, counted one by one and also by how unusual each is. On by default.
   */
  public static CorpusGuard nearDuplicates() {
    return nearDuplicates(0.8);
  }

  /**
   * Rejects passages that are near-duplicates of a positive or of a negative drawn before.
   *
   * @param jaccard how alike: distinct words in both by distinct words in either, in [0, 1]
   * @throws IllegalArgumentException if {@code jaccard} is not in [0, 1]
   */
  public static CorpusGuard nearDuplicates(double jaccard) {
    return new CorpusGuard.NearDuplicate(jaccard);
  }

  /**
   * Rejects passages that hold a positive or most of it, whatever the heading, and passages most of
   * which lies in one: parent chunks, parts, windows that overlap by half. On by default, with a
   * share of 0.35: a window that has half of a text's words has somewhat less of its runs of words,
   * and less of what is unusual in it, for what two passages have is less unusual.
   */
  public static CorpusGuard containment() {
    return containment(0.35);
  }

  /**
   * Rejects passages that hold a positive or most of it, and passages most of which lies in one.
   * Positives of other rows with the same question count too, up to 16 of them.
   *
   * <p>Of what is unusual in the words of the one, and of its runs of three words, at least {@code
   * share} must be in the other. A heading, short and set off by a line end, does not count.
   *
   * @param share how much of one must be in the other, in (0, 1]
   * @throws IllegalArgumentException if {@code share} is not in (0, 1]
   */
  public static CorpusGuard containment(double share) {
    return new CorpusGuard.Containment(share);
  }

  /**
   * Rejects, in rows without a positive, the 2 % of passages that have most in common with the
   * question if words are compared by their first five letters. On by default.
   */
  public static CorpusGuard questionWords() {
    return questionWords(0.98);
  }

  /**
   * Rejects, in rows without a positive, passages that have most in common with the question if
   * words are compared by their first five letters, so that endings and the later parts of
   * compounds do not count. Nothing else tells of such a row which passage answers it, and one that
   * does often has the question's words with other endings than the question.
   *
   * <p>Words are cut to five letters as in McNamee, Nicholas and Mayfield, "Addressing
   * Morphological Variation in Alphabetic Languages", SIGIR 2009, and weighed by BM25. In scripts
   * without spaces between words, pairs of characters are compared. Of 25 passages or fewer the
   * first one's quantile is no higher than the default, ties counted half: there the guard rejects
   * none.
   *
   * @param quantile that a passage must not exceed: the share of the background that has less in
   *     common with the question, in [0, 1]; 1 rejects none
   * @throws IllegalArgumentException if {@code quantile} is not in [0, 1]
   */
  public static CorpusGuard questionWords(double quantile) {
    return new CorpusGuard.QuestionWords(quantile);
  }

  /**
   * Rejects passages of the same group as one of the row's contexts.
   *
   * @param group names a passage's group, for example its article; a blank name means none
   */
  public static Guard sameGroup(Function<Passage, String> group) {
    NotNull.check(group, "group");
    return new GroupGuard(SAME_GROUP, group);
  }

  /**
   * Rejects passages of the same article as one of the row's contexts, where passages begin with a
   * title line, as germanrag's do.
   */
  public static Guard sameTitle() {
    return new GroupGuard(SAME_TITLE, passage -> firstLine(passage.text()));
  }

  /** Rejects what {@code rejects} says; a thread-safe function of the two alone. */
  public static Guard guard(String name, BiPredicate<QaRow, Candidate> rejects) {
    NotNull.check(name, "name");
    NotNull.check(rejects, "rejects");
    return new Guard() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public boolean rejects(QaRow row, Candidate candidate) {
        return rejects.test(row, candidate);
      }
    };
  }

  /**
   * Rejects passages whose cosine comes within {@code margin} of the positive's, the lowest one's
   * where there are several, or above it.
   *
   * @throws IllegalArgumentException if {@code margin} is negative
   */
  public static CorpusGuard withinMarginOfPositive(double margin) {
    return new CorpusGuard.WithinMargin(margin);
  }

  /**
   * Rejects passages whose cosine lies above {@code p - |p| * margin}, {@code p} being the
   * positive's, the lowest one's where there are several.
   *
   * @throws IllegalArgumentException if {@code margin} is negative
   */
  public static CorpusGuard withinRelativeMarginOfPositive(double margin) {
    return new CorpusGuard.WithinRelativeMargin(margin);
  }

  private static String firstLine(String text) {
    int end = text.indexOf('\n');
    return end < 0 ? "" : text.substring(0, end).strip();
  }
}
