package io.github.easyneg.internal.ground;

import io.github.easyneg.data.QaRow;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * What mining must know of all rows at once, next to the passages.
 *
 * @param frequencies how many contexts have each passage's text
 * @param inRows how many passages are contexts of some row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record RowFacts(
    int[] frequencies,
    int inRows,
    SameQuestions sameQuestions,
    FrequentTexts frequentAnswers,
    NumberedPassages.Census census) {

  /** Collects it, row after row. For one thread. */
  static final class Builder {
    private final SameQuestions.Builder sameQuestions = new SameQuestions.Builder();
    private final FrequentTexts.Builder answers = new FrequentTexts.Builder();
    private final Map<Integer, String> sourceIds = new HashMap<>();
    private final CensusCount census = new CensusCount();
    private int[] frequencies = new int[64];

    /**
     * Adds a row.
     *
     * @param numbers of its contexts
     */
    void add(QaRow row, int[] numbers) {
      census.add(row);
      if (!row.hasPositive()) {
        sameQuestions.addUnanswered(row.question());
      }
      row.answers().forEach(answers::add);
      Set<Integer> positives = Set.copyOf(row.positives());
      for (int i = 0; i < numbers.length; i++) {
        int number = numbers[i];
        count(number);
        if (positives.contains(i)) {
          sameQuestions.add(row.question(), number);
        }
        row.contextId(i).ifPresent(id -> addSourceId(number, id));
      }
    }

    private void count(int number) {
      if (number >= frequencies.length) {
        frequencies = Arrays.copyOf(frequencies, Math.max(number + 1, 2 * frequencies.length));
      }
      frequencies[number]++;
    }

    /** Adds an id that the data set gives to a passage. */
    void addSourceId(int number, String id) {
      sourceIds.merge(number, id, Builder::first);
    }

    /** Of two ids of one text the same one, in any order. */
    static String first(String one, String other) {
      return one.compareTo(other) <= 0 ? one : other;
    }

    /** Returns the ids that the data set gives, by the passages' numbers; may be changed. */
    Map<Integer, String> sourceIds() {
      return sourceIds;
    }

    /**
     * Returns what was added.
     *
     * @param passages how many passages there are
     * @param renumbered gives a passage's number in the end by that which it was added with
     */
    RowFacts build(int passages, IntUnaryOperator renumbered) {
      int[] sorted = new int[passages];
      int inRows = 0;
      for (int number = 0; number < Math.min(passages, frequencies.length); number++) {
        sorted[renumbered.applyAsInt(number)] = frequencies[number];
        inRows += frequencies[number] > 0 ? 1 : 0;
      }
      return new RowFacts(
          sorted,
          inRows,
          sameQuestions.build(renumbered),
          answers.build(SameQuestions.MANY),
          census.census());
    }
  }
}
