package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.text.Fold;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which passages answer a question in other rows; questions that differ in Unicode form, letter
 * case or white space alone are the same.
 *
 * <p>A row's own contexts are never its negatives. So a question is kept only if the passages that
 * answer it can be unknown to a row that asks it: if several passages answer it, or some row that
 * asks it has no positive. That is next to nothing of a usual data set, where a table of all
 * questions would take sixteen bytes a row.
 */
final class SameQuestions {
  /** Stands for "no passage of this row answers" while questions are collected. */
  private static final int UNANSWERED = -1;

  private final long[] questions;
  private final int[] answers;

  private SameQuestions(long[] questions, int[] answers) {
    this.questions = questions;
    this.answers = answers;
  }

  int[] answersOf(String question) {
    if (questions.length == 0) {
      return answers;
    }
    long hash = Fold.hash(question);
    int at = Arrays.binarySearch(questions, hash);
    if (at < 0) {
      return new int[0];
    }
    int from = at;
    while (from > 0 && questions[from - 1] == hash) {
      from--;
    }
    int to = at + 1;
    while (to < questions.length && questions[to] == hash) {
      to++;
    }
    return Arrays.copyOfRange(answers, from, to);
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
      if (size == questions.length) {
        questions = Arrays.copyOf(questions, 2 * size);
        answers = Arrays.copyOf(answers, 2 * size);
      }
      questions[size] = Fold.hash(question);
      answers[size++] = answer;
    }

    /** Adds a question of a row without a positive. */
    void addUnanswered(String question) {
      add(question, UNANSWERED);
    }

    /** Returns what was added, each answer {@code a} renumbered to {@code renumbered[a]}. */
    SameQuestions build(int[] renumbered) {
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
            IntStream.range(from, to).map(i -> answers[order[i]]).distinct().sorted().toArray();
        if (distinct.length > 1) {
          for (int answer : distinct) {
            if (answer != UNANSWERED) {
              keptQuestions[kept] = question;
              keptAnswers[kept++] = renumbered[answer];
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
