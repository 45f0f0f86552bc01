package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.text.LexicalIndex;
import io.github.easyneg.internal.text.QuestionTerms;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The distinct passages of a data set, numbered in the order of their ids, so that a passage's
 * number does not depend on the order of the rows; and what mining must know of all rows at once.
 *
 * <p>Immutable; thread-safe.
 */
public final class NumberedPassages {
  private final Passages passages;
  private final int[] frequencies;
  private final SameQuestions sameQuestions;
  private final long[] answeringPairs;
  private final Map<Long, IntSet> answeredByMany;
  private final FrequentTexts frequentAnswers;
  private final Census census;
  private final int maxFrequency;
  private final BitSet candidates;
  private final int candidateCount;
  private final int inRows;

  /**
   * What was counted while reading.
   *
   * @param rows rows
   * @param withPositive rows with a positive
   * @param withAnswer rows with an answer
   * @param contexts contexts, each row's counted
   * @param checksum of all rows' contents, whatever their order
   * @param sequence a checksum of all rows' contents in their order
   * @param questionTerms words that many questions have
   * @param language of the questions as in ISO 639-1, if it was recognised
   * @param kinds a row of each kind that there is, by whether it has a positive and an answer; of
   *     its kind the one with the most hard negatives
   */
  public record Census(
      long rows,
      long withPositive,
      long withAnswer,
      long contexts,
      long checksum,
      long sequence,
      QuestionTerms questionTerms,
      Optional<String> language,
      List<QaRow> kinds) {
    /** Returns the checksum of rows in their order when one more has come, by its key. */
    public static long sequence(long before, long key) {
      return before * 0x5851F42D4C957F2DL + key;
    }
  }

  NumberedPassages(Passages passages, BitSet candidates, RowFacts rows) {
    this.passages = passages;
    this.candidates = candidates;
    this.candidateCount = candidates.cardinality();
    this.inRows = rows.inRows();
    this.frequencies = rows.frequencies();
    this.sameQuestions = rows.sameQuestions();
    this.census = rows.census();
    int max = 1;
    for (int frequency : frequencies) {
      max = Math.max(max, frequency);
    }
    this.maxFrequency = max;
    this.answeringPairs = sameQuestions.pairs(passages::folded);
    this.answeredByMany =
        sameQuestions.answeredByMany(passages.size(), passages::folded, candidates::get);
    this.frequentAnswers = rows.frequentAnswers();
  }

  public int size() {
    return passages.size();
  }

  public Passage passage(int number) {
    return passages.passage(number);
  }

  /** Returns the first 64 bits of a passage's id. */
  long idStart(int number) {
    return passages.idStart(number);
  }

  /**
   * Returns how many contexts have this passage's text; one that is in no row counts as if it were
   * in one.
   */
  public int frequency(int number) {
    return Math.max(1, frequencies[number]);
  }

  /** Returns a checksum of all passages, and of which of them are candidates. */
  public long checksum() {
    long sum = 0;
    for (int i = 0; i < passages.size(); i++) {
      long id = passages.idStart(i);
      sum = 31 * sum + (candidates.get(i) ? id : ~id);
    }
    return sum;
  }

  /** Tells whether this passage may become a negative, as far as it matters where it comes from. */
  public boolean isCandidate(int number) {
    return candidates.get(number);
  }

  /** Returns how many passages may become negatives. */
  public int candidates() {
    return candidateCount;
  }

  /** Returns how many passages are contexts of some row. */
  int inRows() {
    return inRows;
  }

  /** Returns how many ids the data set gives to several texts; they are passed over. */
  public int ambiguousIds() {
    return passages.sourceIds().ambiguous();
  }

  /** Returns a row with the ids that its contexts have in the corpus. */
  public QaRow identified(QaRow row, long rowNumber) {
    if (!passages.sourceIds().any()) {
      return row;
    }
    int[] numbers = numbers(row, rowNumber);
    Map<Integer, String> ids = new HashMap<>();
    for (int i = 0; i < numbers.length; i++) {
      int index = i;
      passages.passage(numbers[i]).sourceId().ifPresent(id -> ids.put(index, id));
    }
    return row.withContextIds(ids);
  }

  public int maxFrequency() {
    return maxFrequency;
  }

  /**
   * Returns a hash of the passage's text that ignores Unicode form, letter case and white space.
   */
  public long folded(int number) {
    return passages.folded(number);
  }

  /** Returns the number of the passage with this id, or a negative number. */
  public int number(String id) {
    return passages.numberOfId(id);
  }

  /**
   * Returns the numbers of a row's contexts.
   *
   * @throws IllegalStateException if one was not there when the data set was first read
   */
  public int[] numbers(QaRow row, long rowNumber) {
    int[] numbers = new int[row.contexts().size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = passages.numberOfText(row.contexts().get(i));
      if (numbers[i] < 0) {
        throw changed("row " + rowNumber + " holds a context that was not there before");
      }
    }
    return numbers;
  }

  /** Returns at most {@code most} of the passages that answer this question in some row. */
  public int[] answersOf(long questionHash, int most) {
    return sameQuestions.answersOf(questionHash, most);
  }

  /** Tells whether several passages answer one question, or one does that a row with it lacks. */
  public boolean hasSameQuestions() {
    return answeringPairs.length > 0;
  }

  /** Tells whether a passage has the text of one that answers this question in some row. */
  public boolean answers(long questionHash, int number) {
    return Arrays.binarySearch(answeringPairs, SameQuestions.pair(questionHash, folded(number)))
        >= 0;
  }

  /** Returns the passages that answer a question, if they are many; not to be changed. */
  public Optional<IntSet> manyAnswersOf(long questionHash) {
    return Optional.ofNullable(answeredByMany.get(questionHash));
  }

  /** Tells whether many passages answer some question, so that it is worth a look which. */
  public boolean hasQuestionsWithManyAnswers() {
    return !answeredByMany.isEmpty();
  }

  /** Tells whether many rows give this answer. */
  public boolean isFrequentAnswer(String answer) {
    return frequentAnswers.contains(answer);
  }

  public Census census() {
    return census;
  }

  /** Returns all passages, in the order of their numbers. */
  List<Passage> passages() {
    return new AbstractList<>() {
      @Override
      public Passage get(int index) {
        return passage(index);
      }

      @Override
      public int size() {
        return passages.size();
      }
    };
  }

  /** Returns which words are in each passage. */
  LexicalIndex lexical(Workers workers) {
    return passages.lexical(workers);
  }

  static IllegalStateException changed(String what) {
    return new IllegalStateException(
        "the data set changed between two readings: "
            + what
            + ". Mine from data that stay as they are.");
  }
}
