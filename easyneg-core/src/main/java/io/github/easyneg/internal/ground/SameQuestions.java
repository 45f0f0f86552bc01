package io.github.easyneg.internal.ground;

import io.github.easyneg.internal.text.Fold;
import java.util.Arrays;

/**
 * Which passages answer a question in any row; questions that differ in Unicode form, letter case
 * or white space alone are the same. Sixteen bytes a row with a positive.
 */
final class SameQuestions {
  private final long[] questions;
  private final int[] answers;

  private SameQuestions(long[] questions, int[] answers) {
    this.questions = questions;
    this.answers = answers;
  }

  int[] answersOf(String question) {
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

  /** Collects questions and the passages that answer them. */
  static final class Builder {
    private long[] questions = new long[64];
    private int[] answers = new int[64];
    private int size;

    void add(String question, int answer) {
      if (size == questions.length) {
        questions = Arrays.copyOf(questions, 2 * size);
        answers = Arrays.copyOf(answers, 2 * size);
      }
      questions[size] = Fold.hash(question);
      answers[size++] = answer;
    }

    /** Returns what was added, each answer {@code a} renumbered to {@code renumbered[a]}. */
    SameQuestions build(int[] renumbered) {
      Integer[] order = new Integer[size];
      Arrays.setAll(order, i -> i);
      Arrays.sort(order, (a, b) -> Long.compare(questions[a], questions[b]));
      long[] sortedQuestions = new long[size];
      int[] sortedAnswers = new int[size];
      for (int i = 0; i < size; i++) {
        sortedQuestions[i] = questions[order[i]];
        sortedAnswers[i] = renumbered[answers[order[i]]];
      }
      return new SameQuestions(sortedQuestions, sortedAnswers);
    }
  }
}
