package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.fixture.VectorsByText;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Pool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows with several positives, several answers, or no answer. */
class SeveralPositivesTest {
  private static final QaRow ROW =
      QaRow.of(List.of("a b c d e", "own", "f g h i j"), "wo?", "x", 2)
          .withPositives(List.of(2, 0));

  @Test
  void noPositiveIsMinedForARowWithTheSameQuestion() {
    QaRow same = QaRow.withoutPositive(List.of("other"), "WO?", "none");
    Jobs.Result result = Jobs.run(Jobs.all(List.of(ROW, same), "k", "l").sampleK(9));
    assertThat(result.texts(1)).containsExactlyInAnyOrder("own", "k", "l");
    assertThat(result.report().rejected()).containsEntry(Guards.ANSWERS_SAME_QUESTION, 2L);
  }

  @Test
  void nearDuplicatesOfAnyPositiveAreTurnedAway() {
    Jobs.Result result = Jobs.run(Jobs.all(ROW, "e d c b a", "j i h g f", "k"));
    assertThat(result.texts(0)).containsExactly("k");
  }

  @Test
  void passagesWithAnyAnswerAreTurnedAway() {
    QaRow row = ROW.withAnswers(List.of("Wien", "Vienna"));
    Jobs.Result result = Jobs.run(Jobs.all(row, "in Vienna", "in Wien", "in Bern"));
    assertThat(result.texts(0)).containsExactly("in Bern");
    assertThat(result.report().rejected()).containsEntry(Guards.ANSWER_BEARING, 2L);
  }

  @Test
  void marginsAreTakenToTheLowestPositive() {
    Map<String, Double> cosines =
        Map.of("f g h i j", 0.9, "a b c d e", 0.5, "own", 0.0, "near", 0.6, "far", 0.4);
    EasyNegatives recipe =
        Jobs.all(ROW, "near", "far")
            .embedWith(VectorsByText.byCosine(text -> cosines.getOrDefault(text, 1.0)));
    assertThat(Jobs.run(recipe).texts(0)).containsExactlyInAnyOrder("near", "far");
    assertThat(Jobs.run(recipe.rejecting(Guards.withinMarginOfPositive(0))).texts(0))
        .containsExactly("far");
    assertThat(Jobs.run(recipe.candidates(Pool.all().belowPositive(0, 0))).texts(0))
        .containsExactly("far");
  }

  @Test
  void withoutAnAnswerTheQuestionIsTheAnchorAndTheReportCountsTheRow(@TempDir Path folder)
      throws IOException {
    QaRow row = QaRow.ofRetrieval("wo?", List.of("da"), List.of("dort"));
    assertThat(Anchor.ANSWER.textOf(row)).isEqualTo("wo?");
    EasyNegatives recipe = Jobs.all(row, "k", "l");
    Path out = folder.resolve("out.jsonl");
    assertThat(recipe.toAxolotl(out).rows().withoutAnswer()).isEqualTo(1);
    assertThat(Files.readString(out)).doesNotContain("wo?").contains("the corpus?");
    assertThat(recipe.toAxolotl(out).lines().silentRows()).isEqualTo(1);
    assertThat(recipe.toAxolotl(out).toString())
        .contains("rows without answer    1; their question is the anchor\n");
  }
}
