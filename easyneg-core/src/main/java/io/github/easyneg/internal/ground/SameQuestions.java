package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.text.Fold;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Which passages answer a question in other rows; questions that {@link Fold#question} folds alike
 * are the same.
 *
 * <p>A row's own contexts are never its negatives. So a question is kept only if the passages that
 * answer it can be unknown to a row that asks it: if several passages answer it, or some row that
 * asks it has no positive. That is next to nothing of a usual data set, where a table of all
 * questions would take sixteen bytes a row.
 */
public final class SameQuestions {
  /** Stands for "no passage of this row answers" while questions are collected. */
  private static final int UNANSWERED = -1;

  /** So many passages are many: to draw and reject each of them would take its time. */
  public static final int MANY = 64;

  private final long[] questions;
  private final int[] answers;

  private SameQuestions(long[] questions, int[] answers) {
    this.questions = questions;
    this.answers = answers;
  }

  /**
   * Returns the passages that answer a question in some row, at most {@code most} of them.
   *
   * @param question its hash
   */
  int[] answersOf(long question, int most) {
    // The first of many that are equal: a search among them would take the time of all of them.
    int lo = 0;
    int hi = questions.length;
    while (lo < hi) {
      int middle = (lo + hi) >>> 1;
      if (questions[middle] < question) {
        lo = middle + 1;
      } else {
        hi = middle;
      }
    }
    int to = lo;
    while (to < questions.length && to - lo < most && questions[to] == question) {
      to++;
    }
    return Arrays.copyOfRange(answers, lo, to);
  }

  /**
   * Returns a hash of each pair of a question and the text that answers it, ascending.
   *
   * @param folded a hash of each passage's folded text
   */
  long[] pairs(IntToLongFunction folded) {
    long[] pairs = new long[questions.length];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = pair(questions[i], folded.applyAsLong(answers[i]));
    }
    Arrays.sort(pairs);
    return pairs;
  }

  /**
   * Returns the questions that many passages answer, and those passages.
   *
   * @param passages how many passages there are
   * @param folded a hash of each passage's folded text; passages that fold alike answer alike
   * @param candidate which passages are kept
   */
  Map<Long, IntSet> answeredByMany(int passages, IntToLongFunction folded, IntPredicate candidate) {
    Map<Long, IntSet> many = new HashMap<>();
    for (int from = 0; from < questions.length; ) {
      int to = from + 1;
      while (to < questions.length && questions[to] == questions[from]) {
        to++;
      }
      if (to - from >= MANY) {
        IntSet answering = new IntSet();
        Arrays.stream(answers, from, to).forEach(answering::add);
        many.put(questions[from], answering);
      }
      from = to;
    }
    if (!many.isEmpty()) {
      Map<Long, List<Integer>> alike = alike(passages, folded);
      many.values()
          .forEach(
              answering -> {
                List<Integer> twins = new ArrayList<>();
                answering.forEach(
                    a -> twins.addAll(alike.getOrDefault(folded.applyAsLong(a), List.of())));
                twins.forEach(answering::add);
              });
      many.replaceAll((question, answering) -> answering.filtered(candidate));
      many.values().removeIf(answering -> answering.size() < MANY);
    }
    return many;
  }

  /** Returns the passages whose folded text others have too, by its hash. */
  private static Map<Long, List<Integer>> alike(int passages, IntToLongFunction folded) {
    long[] sorted = IntStream.range(0, passages).mapToLong(folded).sorted().toArray();
    Map<Long, List<Integer>> alike = new HashMap<>();
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        alike.computeIfAbsent(sorted[i], hash -> new ArrayList<>());
      }
    }
    for (int i = 0; i < passages && !alike.isEmpty(); i++) {
      List<Integer> same = alike.get(folded.applyAsLong(i));
      if (same != null) {
        same.add(i);
      }
    }
    return alike;
  }

  /** Returns a hash of a question and a text. */
  static long pair(long question, long text) {
    long h = question * 0x9E3779B97F4A7C15L + text;
    return (h ^ (h >>> 29)) * 0xBF58476D1CE4E5B9L;
  }

  /** Returns the questions' hashes, ascending, one for each pair; not to be changed. */
  long[] questions() {
    return questions;
  }

  /** Returns the passage of each pair; not to be changed. */
  int[] answers() {
    return answers;
  }

  /** Returns pairs as {@link #questions} and {@link #answers} gave them. */
  static SameQuestions of(long[] questions, int[] answers) {
    return new SameQuestions(questions, answers);
  }

  /** Returns how many pairs of a question and a passage that answers it are kept. */
  int size() {
    return questions.length;
  }

  /** Collects questions and the passages that answer them. */
  static final class Builder {
    private long[] questions = new long[64];
    private int[] answers = new int[64];
    private int size;

    /** Adds a question and a passage that answers it in the row that asks it. */
    void add(String question, int answer) {
      add(Fold.questionHash(question), answer);
    }

    /** The same for a question's hash. */
    void add(long question, int answer) {
      if (size == questions.length) {
        questions = Arrays.copyOf(questions, 2 * size);
        answers = Arrays.copyOf(answers, 2 * size);
      }
      questions[size] = question;
      answers[size++] = answer;
    }

    /** Adds a question of a row without a positive. */
    void addUnanswered(String question) {
      add(question, UNANSWERED);
    }

    /**
     * Returns what was added, where each question that was added is one to be kept, and each pair
     * was added once.
     */
    SameQuestions buildKept() {
      int[] order =
          IntStream.range(0, size)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingLong(i -> questions[i])
                      .thenComparingInt(i -> answers[i]))
              .mapToInt(Integer::intValue)
              .toArray();
      return new SameQuestions(
          IntStream.of(order).mapToLong(i -> questions[i]).toArray(),
          IntStream.of(order).map(i -> answers[i]).toArray());
    }

    /** Returns what was added, each answer renumbered. */
    SameQuestions build(IntUnaryOperator renumbered) {
      int[] order =
          IntStream.range(0, size)
              .boxed()
              .sorted((a, b) -> Long.compare(questions[a], questions[b]))
              .mapToInt(Integer::intValue)
              .toArray();
      long[] keptQuestions = new long[size];
      int[] keptAnswers = new int[size];
      int kept = 0;
      for (int from = 0; from < size; ) {
        long question = questions[order[from]];
        int to = from + 1;
        while (to < size && questions[order[to]] == question) {
          to++;
        }
        int[] distinct =
            IntStream.range(from, to)
                .map(i -> answers[order[i]])
                .map(answer -> answer == UNANSWERED ? UNANSWERED : renumbered.applyAsInt(answer))
                .distinct()
                // By their numbers in the end: of many, only the first few are looked at, and which
                // these are must not depend on the order of the rows.
                .sorted()
                .toArray();
        if (distinct.length > 1) {
          for (int answer : distinct) {
            if (answer != UNANSWERED) {
              keptQuestions[kept] = question;
              keptAnswers[kept++] = answer;
            }
          }
        }
        from = to;
      }
      return new SameQuestions(
          Arrays.copyOf(keptQuestions, kept), Arrays.copyOf(keptAnswers, kept));
    }
  }
}
