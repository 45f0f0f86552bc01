package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Pool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A passage is not drawn for all questions because it has a word that they begin with. */
class QuestionWordsInDrawsTest {
  private static final String HUB = "Which of them came first, nobody knows.";

  /** Each question has a word in common with a fifth of the passages, none of which is its own. */
  private static List<QaRow> rows(String beginning) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String positive = "Dom" + i + " neben Stein" + i % 5;
      String hard = i == 0 ? HUB : "Hof" + i + " unter Stein" + i % 5;
      rows.add(
          QaRow.of(
              List.of(positive, hard),
              beginning + " Turm" + i + " hat Stein" + (i + 1) % 5 + "?",
              "Antwort" + i,
              0));
    }
    return rows;
  }

  private static long hubs(String beginning) {
    List<MinedRow> mined = new ArrayList<>();
    EasyNegatives.from(Datasets.of(rows(beginning)))
        .embedWith(HashingEmbedder.ofDimension(64))
        .candidates(Pool.all())
        .sampleK(2)
        .forEach(mined::add);
    return mined.stream()
        .flatMap(row -> row.negatives().stream())
        .filter(negative -> negative.passage().text().equals(HUB))
        .count();
  }

  @Test
  void aWordOfAllQuestionsDrawsNoPassage() {
    assertThat(hubs("Which")).isLessThan(6);
  }
}
