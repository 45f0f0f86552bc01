package io.github.easyneg.internal.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.internal.ground.CorpusReader;
import io.github.easyneg.internal.ground.NumberedPassages;
import io.github.easyneg.internal.settings.RecipeSettings;
import io.github.easyneg.internal.settings.Settings;
import io.github.easyneg.internal.text.Fold;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.report.MiningReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Why a row is short, and what an audit shows of its rejected candidates, is the same whichever row
 * is the first to ask for what rows have in common, and on any number of threads.
 */
class SameReasonTest {
  private static final String QUESTION = "ja nein eins zwei drei vier";

  /** More than are looked at for one in the pool. */
  private static final int MANY = 5000;

  /** One question, which very many passages answer; of them the last alone lies in the pool. */
  private static List<QaRow> ofOneQuestion(String near) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      rows.add(QaRow.of(List.of("x" + i), QUESTION, "x" + i, 0));
    }
    rows.add(QaRow.withoutPositive(List.of("fern", "weit"), "Und nun?", "nichts"));
    rows.add(QaRow.of(List.of(near), QUESTION, "vier", 0));
    return rows;
  }

  private static EasyNegatives recipe(List<QaRow> rows) {
    return EasyNegatives.from(Datasets.of(rows))
        .embedWith(HashingEmbedder.ofDimension(16))
        .anchoredOn(Anchor.QUESTION)
        .candidates(Pool.similarity(0.999, 1))
        .background(128);
  }

  /** Tells whether the passage is not among those that a row looks at. */
  private static boolean isBeyond(List<QaRow> rows, String near) {
    Settings settings = RecipeSettings.of(recipe(rows));
    NumberedPassages corpus =
        CorpusReader.read(
            settings.dataset(), settings.corpus(), settings.corpusAlone(), settings.progress());
    List<String> texts = new ArrayList<>();
    corpus
        .manyAnswersOf(Fold.questionHash(QUESTION))
        .orElseThrow()
        .forEach(passage -> texts.add(corpus.passage(passage).text()));
    return texts.indexOf(near) > PassedOver.LOOKED_AT;
  }

  private static List<QaRow> withOneBeyond() {
    for (String near = QUESTION; near.length() < QUESTION.length() + 100; near += "!") {
      List<QaRow> rows = ofOneQuestion(near);
      if (isBeyond(rows, near)) {
        return rows;
      }
    }
    throw new AssertionError("none of 100 texts is beyond those that are looked at");
  }

  @Test
  void ofVeryManyPassedOverEachRowLooksAtTheSame() {
    List<QaRow> rows = withOneBeyond();
    Jobs.Result expected = Jobs.run(recipe(rows).threads(1));
    Set<MinedRow.Reason> reasons = new HashSet<>();
    for (MinedRow row : expected.rows()) {
      if (row.row().question().equals(QUESTION)) {
        reasons.add(row.shortfall().orElseThrow().reason());
      }
    }
    assertThat(reasons).containsExactly(MinedRow.Reason.POOL_TOO_SMALL);
    assertSame(rows, expected, SameReasonTest::recipe);
  }

  /** What rows have in common, so that much is passed over. */
  enum Common {
    ANSWER,
    QUESTION,
    TITLE;

    /** Passages of 2 in 5 hold an answer, and some of them lie in the pool. */
    List<QaRow> rows() {
      List<QaRow> rows = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        String title = this == TITLE ? "Titel" : "Titel " + i;
        rows.add(
            QaRow.of(
                List.of(
                    title + "\n\nja w" + i % 7 + " v" + i,
                    "U" + i + "\n\nu" + i % 5,
                    i % 2 == 0 ? "T" + i + "\n\nt" + i % 3 : "U" + i + "\n\nu" + i % 5 + " s"),
                this == QUESTION ? "Worum geht es?" : "Frage w" + i,
                this == ANSWER ? "ja" : "v" + i,
                0));
      }
      return rows;
    }

    EasyNegatives recipe(List<QaRow> rows) {
      return EasyNegatives.from(Datasets.of(rows))
          .embedWith(HashingEmbedder.ofDimension(16))
          .candidates(Pool.similarity(0.3, 0.5))
          .rejecting(Guards.sameTitle())
          .background(128)
          .sampleK(300);
    }
  }

  @ParameterizedTest
  @EnumSource(Common.class)
  void whatIsShownOfTheRejectedDependsOnTheRowAlone(Common common) {
    List<QaRow> rows = common.rows();
    Jobs.Result expected = Jobs.run(common.recipe(rows).threads(1));
    assertThat(expected.rows()).anyMatch(row -> !row.rejected().isEmpty());
    assertSame(rows, expected, common::recipe);
  }

  private interface Recipe {
    EasyNegatives of(List<QaRow> rows);
  }

  private static void assertSame(List<QaRow> rows, Jobs.Result expected, Recipe recipe) {
    List<QaRow> reversed = new ArrayList<>(rows);
    Collections.reverse(reversed);
    List<QaRow> shuffled = new ArrayList<>(rows);
    Collections.shuffle(shuffled, new Random(5));
    for (Jobs.Result other :
        List.of(
            Jobs.run(recipe.of(rows).threads(4)),
            Jobs.run(recipe.of(reversed).threads(1)),
            Jobs.run(recipe.of(shuffled).threads(4)))) {
      assertThat(told(other)).isEqualTo(told(expected));
      assertThat(counts(other.report())).isEqualTo(counts(expected.report()));
    }
  }

  /** Returns all that is told of each row, by its first context. */
  private static Map<String, List<Object>> told(Jobs.Result result) {
    Map<String, List<Object>> told = new HashMap<>();
    for (MinedRow row : result.rows()) {
      told.put(
          row.row().contexts().get(0), List.of(row.negatives(), row.shortfall(), row.rejected()));
    }
    assertThat(told).hasSize(result.rows().size());
    return told;
  }

  private static List<Object> counts(MiningReport report) {
    return List.of(report.negatives(), report.rejected(), report.cost(), report.cosines());
  }
}
