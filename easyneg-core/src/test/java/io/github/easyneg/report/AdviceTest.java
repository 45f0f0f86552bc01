package io.github.easyneg.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.sample.TopSampler;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What asks for another setting is told, with the setting. */
class AdviceTest {

  private static EasyNegatives recipe() {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(QaRow.of(List.of("own" + i + " text" + i), "question" + i, "answer" + i, 0));
    }
    return Jobs.all(rows, "apple", "berry", "cherry", "damson").sampleK(1);
  }

  private static List<String> advice(EasyNegatives recipe) {
    return Jobs.run(recipe).report().advice();
  }

  @Test
  void whereAllIsWellThereIsNone() {
    assertThat(advice(recipe())).isEmpty();
    assertThat(Jobs.run(recipe()).report().toString()).doesNotContain("advice");
  }

  @Test
  void aGuardThatTurnsAwayMoreThanATenthIsNamedWithItsCure() {
    EasyNegatives recipe =
        recipe()
            .rejecting(
                Guards.guard(
                    "odd",
                    (row, c) ->
                        "13579".indexOf(c.passage().text().charAt(c.passage().text().length() - 1))
                            >= 0));
    assertThat(advice(recipe))
        .singleElement()
        .asString()
        .matches(
            "the guard 'odd' rejected \\d+ of \\d+ drawn candidates \\(\\d+ %\\); take a pool"
                + " that it agrees with better, candidates\\(..\\) or --pool, or take it out:"
                + " withoutGuards\\(\"odd\"\\) or, if it is on by default, --no-guard odd\\.");
    assertThat(Jobs.run(recipe).report().toString()).contains("\nadvice                 the guard");
  }

  @Test
  void aPassageUsedFarAboveChanceIsToldWithTheLimit() {
    assertThat(advice(recipe().sampler(new TopSampler())))
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches(
                        "one passage is a negative of \\d+ rows, \\d+\\.\\d times the mean; limit"
                            + " it: maxReuse\\(2\\) or --max-reuse 2\\."));
  }

  @Test
  void shortRowsAreToldWithWhatWidensThePool() {
    assertThat(advice(recipe().rejecting(Guards.guard("none", (row, c) -> true))))
        .anySatisfy(
            line ->
                assertThat(line)
                    .isEqualTo(
                        "61 rows of 61 are short, mostly because guards rejected the candidates"
                            + "; take a wider pool, candidates(..) or --pool, let pools widen,"
                            + " whenShort(WIDEN) or --when-short widen, or mine from more data."));
  }

  @Test
  void fourRefusalsInFiveLinesAreToldWithTheRatio(@TempDir Path folder) {
    assertThat(recipe().sampleK(9).toAxolotl(folder.resolve("out.jsonl")).advice())
        .contains(
            "90 % of the lines are refusals; if a model trained on them refuses what it should"
                + " answer, leave a few out, refusalRatio(0.75) or --refusal-ratio 0.75, and"
                + " compare: at 0.5 small readers were worse.");
    assertThat(
            recipe().sampleK(9).refusalRatio(0.75).toAxolotl(folder.resolve("out.jsonl")).advice())
        .isEmpty();
  }

  @Test
  void whereMostRefusalsAreOfTheRowsOwnTheCureIsToLeaveThoseOut(@TempDir Path folder) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      rows.add(
          QaRow.of(
              List.of("own" + i, "near" + i, "nearer" + i, "nearest" + i), "q" + i, "a" + i, 0));
    }
    EasyNegatives recipe = Jobs.all(rows, "apple", "berry").sampleK(2);
    Path out = folder.resolve("out.jsonl");
    assertThat(recipe.toAxolotl(out).advice())
        .containsExactly(
            "84 % of the lines are refusals, most of them for the rows' own negatives; if a model"
                + " trained on them refuses what it should answer, leave those out,"
                + " ownNegatives(0) or --own-negatives 0, and compare: small readers then answered"
                + " more than eight in ten of the questions that they should, in place of fewer"
                + " than six, but also more that they should not.");
    assertThat(recipe.ownNegatives(0).toAxolotl(out).advice()).isEmpty();
    // A line is a row here, and refuses because the positive is left out.
    assertThat(recipe.write(OutputFormats.raft(0.9), out).advice())
        .singleElement()
        .asString()
        .contains("leave a few out, refusalRatio(0.75)");
    assertThat(recipe.sampleK(9).ownNegatives(0).toAxolotl(out).advice())
        .singleElement()
        .asString()
        .contains("leave a few out, refusalRatio(0.75)");
  }
}
