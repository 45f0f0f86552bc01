package io.github.easyneg.bench;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.Splits;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.mine.Guards;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The rows of {@link Growth}, and what is done with them in memory. */
final class GrowthRows {
  private GrowthRows() {}

  /** Each row has an answer of its own, in one of its two contexts. */
  static List<QaRow> rows(int size, IntFunction<String> question) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(
          QaRow.of(
              List.of("T" + i + "\n\nfoo" + i + " wort" + i + " bar", "U" + i + "\n\nbaz" + i),
              question.apply(i),
              "foo" + i,
              0));
    }
    return rows;
  }

  /**
   * All rows give one of a few answers. Of nine passages four hold one, few enough for the guard;
   * the others have no word in common with an answer, and lie below the easy pool.
   */
  static List<QaRow> labelled(int size, List<String> answers) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String answer = answers.get(i % answers.size());
      List<String> contexts = new ArrayList<>();
      contexts.add("T" + i + "\n\n" + answer + " wort" + i + " bar");
      contexts.add("U" + i + "\n\nbaz" + i);
      if (i % 4 == 0) {
        contexts.add("V" + i + "\n\nqux" + i);
      }
      rows.add(QaRow.of(contexts, "Frage " + i, answer, 0));
    }
    return rows;
  }

  static List<QaRow> answersAlone(int size, IntFunction<String> question) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(
          QaRow.of(List.of("T" + i + "\n\nfoo" + i + " bar"), question.apply(i), "foo" + i, 0));
    }
    return rows;
  }

  static List<QaRow> ofOneId(int size) {
    List<QaRow> rows = new ArrayList<>();
    for (QaRow row : rows(size, i -> "Frage " + i)) {
      rows.add(row.withContextIds(Map.of(0, "id", 1, "id")));
    }
    return rows;
  }

  static List<QaRow> halfAlike(int size) {
    return rows(size, i -> i % 2 == 0 ? "Worum geht es?" : "Frage " + i);
  }

  /** Each row has a context of the row before, in the worst order for joining them. */
  static List<QaRow> chained(int size) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < size / 2; i++) {
      rows.add(QaRow.of(List.of("foo" + (size - i), "foo" + (size - i - 1)), "F " + i, "foo", 0));
      rows.add(QaRow.of(List.of("allein" + i), "G " + i, "allein", 0));
    }
    return rows;
  }

  /** A row, and one that holds many passages. */
  static List<QaRow> oneAndMany(int size) {
    List<String> contexts = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      contexts.add("U" + i + "\n\nbaz" + i);
    }
    return List.of(
        QaRow.of(List.of("T\n\nfoo bar"), "Was?", "foo", 0),
        QaRow.withoutPositive(contexts, "Welche?", "keine"));
  }

  /** Passages of a frame that all have, and a number. */
  static List<QaRow> nearlyAlike(int size) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(
          QaRow.of(
              List.of("In diesem Abschnitt steht wie in allen anderen auch nur die Zahl " + i),
              "Frage " + i,
              "" + i,
              0));
    }
    return rows;
  }

  static List<QaRow> alike(int size) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(QaRow.of(List.of("T\n\nfoo bar", "U\n\nbaz"), "Worum geht es?", "foo", 0));
    }
    return rows;
  }

  static Runnable mining(List<QaRow> rows) {
    return () -> mine(EasyNegatives.from(Datasets.of(rows)));
  }

  static void mine(EasyNegatives recipe) {
    long[] mined = {0};
    var unused = recipe.embedWith(HashingEmbedder.ofDimension(64)).forEach(row -> mined[0]++);
    if (mined[0] == 0) {
      throw new AssertionError();
    }
  }

  static Runnable titled(int size) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      rows.add(
          QaRow.of(
              List.of((i % 2 == 0 ? "Titel" : "Titel " + i) + "\n\nfoo" + i + " bar"),
              "Frage " + i,
              "foo" + i,
              0));
    }
    return () -> mine(EasyNegatives.from(Datasets.of(rows)).rejecting(Guards.sameTitle()));
  }

  static Runnable splitting(List<QaRow> rows) {
    return () -> {
      if (Splits.of(Datasets.of(rows), 0.2, 42).groups() < 2) {
        throw new AssertionError();
      }
    };
  }

  static Runnable wide(int size) {
    List<QaRow> rows = new ArrayList<>(rows(size, i -> "Frage " + i));
    List<String> contexts = new ArrayList<>();
    rows.subList(0, size / 2).forEach(row -> contexts.addAll(row.contexts()));
    rows.add(QaRow.withoutPositive(contexts, "Welche?", "keine"));
    return mining(rows);
  }
}
