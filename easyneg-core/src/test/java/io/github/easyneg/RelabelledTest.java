package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.mine.BatchGuard;
import io.github.easyneg.mine.Marks;
import io.github.easyneg.mine.Marks.Mark;
import io.github.easyneg.mine.Marks.Verdict;
import io.github.easyneg.mine.RelevanceGuard;
import io.github.easyneg.mine.Shortage;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.RelabelledCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What models and people say answers a question, written as positives. */
class RelabelledTest {
  private final Path folder;
  private final Path out;
  private final Path relabelled;

  RelabelledTest(@TempDir Path folder) {
    this.folder = folder;
    this.out = folder.resolve("out.jsonl");
    this.relabelled = folder.resolve("relabelled.jsonl");
  }

  /** Rejects texts that begin with "yes", as answers, and with "what", for lack of a verdict. */
  private static class Model implements RelevanceGuard {
    int asked;

    @Override
    public String name() {
      return "model";
    }

    @Override
    public BitSet rejects(List<Pair> pairs) {
      BitSet rejects = new BitSet();
      for (int i = 0; i < pairs.size(); i++) {
        asked++;
        rejects.set(i, pairs.get(i).passage().text().matches("(yes|what).*"));
      }
      return rejects;
    }

    @Override
    public boolean answers(BatchGuard.Pair pair) {
      return pair.passage().text().startsWith("yes");
    }

    @Override
    public OptionalDouble score(BatchGuard.Pair pair) {
      return OptionalDouble.of(pair.passage().text().length() + 0.5);
    }

    @Override
    public List<Double> relevances(List<Pair> pairs) {
      return pairs.stream().map(pair -> score(pair).getAsDouble()).toList();
    }
  }

  private static EasyNegatives recipe(QaRow... rows) {
    return Jobs.all(List.of(rows), "yes 1", "no 1", "what 1", "yes and 2", "no 2", "no 3")
        .withoutGuards("near-duplicate", "containment");
  }

  private static final QaRow WITH = QaRow.of(List.of("own", "hard"), "q1", "answer", 0);
  private static final QaRow WITHOUT = QaRow.withoutPositive(List.of("own 2"), "q2", "none");

  private List<QaRow> read() {
    try (Stream<QaRow> rows = Datasets.jsonl(relabelled).rows()) {
      return rows.toList();
    }
  }

  @Test
  void whatAModelSaysAnswersIsAPositiveWithItsVerdict() {
    MiningReport report =
        recipe(WITH, WITHOUT).rejecting(new Model()).relabelledTo(relabelled).toAxolotl(out);

    QaRow with = read().get(0);
    assertThat(with.contexts().subList(0, 2)).containsExactly("own", "hard");
    assertThat(with.positiveContexts()).containsExactlyInAnyOrder("own", "yes 1", "yes and 2");
    assertThat(with.positives().get(0)).isZero();
    assertThat(with.answers()).containsExactly("answer");
    List<?> verdicts = (List<?>) Objects.requireNonNull(with.extra().get("relabelled"));
    assertThat(verdicts).hasSize(2);
    for (Object entry : verdicts) {
      Map<?, ?> verdict = (Map<?, ?>) entry;
      String text =
          with.contexts().get(((Number) Objects.requireNonNull(verdict.get("context"))).intValue());
      assertThat(new ArrayList<Object>(verdict.keySet()))
          .containsExactly("context", "id", "by", "verdict", "score");
      assertThat(verdict.get("id")).isEqualTo(Passage.of(text).id());
      assertThat(verdict.get("by")).isEqualTo("model");
      assertThat(verdict.get("verdict")).isEqualTo("answers");
      assertThat(((Number) Objects.requireNonNull(verdict.get("score"))).doubleValue())
          .isEqualTo(text.length() + 0.5);
    }
    assertThat(report.relabelled())
        .isEqualTo(RelabelledCounts.builder().rows(2).positives(4).build());
    assertThat(report.toString()).contains("relabelled             4 new positives in 2 rows\n");
  }

  @Test
  void aRowThatHadNoPositiveLosesItsRefusalAndARowWithoutNewsStaysAsItIs() {
    recipe(WITH, WITHOUT).rejecting(new Model()).relabelledTo(relabelled).toAxolotl(out);

    List<QaRow> rows = read();
    assertThat(rows).hasSize(3);
    QaRow without = rows.get(1);
    assertThat(without.positiveContexts()).containsExactlyInAnyOrder("yes 1", "yes and 2");
    assertThat(without.answers()).isEmpty();
    assertThat(without.extra()).containsEntry("answer_before", "none");
    QaRow corpus = rows.get(2);
    assertThat(corpus.positives()).isEmpty();
    assertThat(corpus.answers()).containsExactly("none");
    assertThat(corpus.extra()).isEqualTo(Map.of("relabelled", List.of()));
  }

  @Test
  void itMayBeMinedAgainAndAddsToWhatIsThere() throws IOException {
    EasyNegatives recipe = recipe(WITH, WITHOUT).rejecting(new Model());
    recipe.relabelledTo(relabelled).toAxolotl(out);
    String first = Files.readString(relabelled);
    Path again = folder.resolve("again.jsonl");

    MiningReport report =
        EasyNegatives.from(Datasets.jsonl(relabelled))
            .embedWith(io.github.easyneg.embed.HashingEmbedder.ofDimension(32))
            .candidates(io.github.easyneg.mine.Pool.all())
            .sampleK(2)
            .rejecting(new Model())
            .relabelledTo(again)
            .toAxolotl(out);

    assertThat(report.relabelled().positives()).isZero();
    assertThat(Files.readString(again)).isEqualTo(first);
  }

  @Test
  void whatPeopleMarkedAsAnswersIsAPositiveToo() {
    Marks marks =
        Marks.none()
            .with(new Mark("Q1", Passage.of("no 1").id(), "no 1", Verdict.ANSWERS))
            .with(new Mark("q1", Passage.of("hard").id(), "hard", Verdict.ANSWERS))
            .with(new Mark("q1", Passage.of("no 2").id(), "no 2", Verdict.TOO_EASY))
            .with(new Mark("q2", Passage.of("no 3").id(), "no 3", Verdict.FINE));

    MiningReport report =
        recipe(WITH, WITHOUT).rejecting(marks.guard()).relabelledTo(relabelled).toAxolotl(out);

    QaRow with = read().get(0);
    assertThat(with.positiveContexts()).containsExactly("own", "no 1", "hard");
    assertThat(with.contexts()).containsExactly("own", "hard", "no 1");
    assertThat(String.valueOf(with.extra().get("relabelled")))
        .contains("by=marked", "verdict=answers", "score=null");
    assertThat(report.relabelled())
        .isEqualTo(RelabelledCounts.builder().rows(1).positives(2).build());
  }

  @Test
  void rowsThatAreSkippedAreThereToo() {
    recipe(WITH, WITHOUT)
        .sampleK(6)
        .whenShort(Shortage.SKIP_ROW)
        .rejecting(new Model())
        .relabelledTo(relabelled)
        .toAxolotl(out);

    assertThat(read()).extracting(QaRow::question).containsExactly("q1", "q2", "the corpus?");
  }

  @Test
  void withoutAGuardThatKnowsAnswersItIsAnError() {
    assertThatThrownBy(() -> recipe(WITH).relabelledTo(relabelled).toAxolotl(out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "relabelledTo(..) has nothing to write: no guard says which passages answer a"
                + " question. Add a judge, a cross-encoder or marks, or leave it out.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void itIsNoOtherOutput() {
    EasyNegatives recipe = recipe(WITH).rejecting(new Model()).relabelledTo(out);
    assertThatThrownBy(() -> recipe.toAxolotl(out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "relabelledTo("
                + out
                + ") names another output; write the relabelled rows to a file of their own.");
  }

  @Test
  void anInterruptedRunGoesOnWithWhatWasSaidBefore() throws IOException {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 3000; i++) {
      rows.add(new QaRow(List.of("own", "hard"), "q" + i, "answer", OptionalInt.of(0), Map.of()));
    }
    EasyNegatives recipe = recipe(rows.toArray(QaRow[]::new)).relabelledTo(relabelled).sampleK(2);
    Model whole = new Model();
    MiningReport expected = recipe.rejecting(whole).write(OutputFormats.flagEmbedding(), out);
    String lines = Files.readString(out);
    String positives = Files.readString(relabelled);
    Files.delete(out);
    Files.delete(relabelled);

    Path work = folder.resolve("work");
    Model stopping =
        new Model() {
          @Override
          public BitSet rejects(List<Pair> pairs) {
            if (asked > whole.asked / 2) {
              throw new IllegalStateException("stop here");
            }
            return super.rejects(pairs);
          }
        };
    assertThatThrownBy(
            () ->
                recipe.rejecting(stopping).resumeIn(work).write(OutputFormats.flagEmbedding(), out))
        .hasMessageContaining("stop here");
    assertThat(out).doesNotExist();
    assertThat(relabelled).doesNotExist();
    Model rest = new Model();
    MiningReport report =
        recipe.rejecting(rest).resumeIn(work).write(OutputFormats.flagEmbedding(), out);

    assertThat(Files.readString(out)).isEqualTo(lines);
    assertThat(Files.readString(relabelled)).isEqualTo(positives);
    assertThat(report.relabelled()).isEqualTo(expected.relabelled());
    assertThat(rest.asked).isLessThan(whole.asked);
  }

  @Test
  void aCrossEncoderScoresPositivesAndNegativesAlike() throws IOException {
    MiningReport report =
        recipe(WITH).sampleK(1).rejecting(new Model()).write(OutputFormats.flagEmbedding(), out);

    assertThat(Files.readAllLines(out).get(0))
        .matches(".*\"pos_scores\":\\[3.5],\"neg_scores\":\\[4.5,4.5]}");
    assertThat(report.notes()).contains("scores are those of the guard model.");
    assertThat(recipe(WITH).write(OutputFormats.flagEmbedding(), out).notes())
        .contains(
            "scores are cosines with the rows' anchors, as no cross-encoder is a guard; they do"
                + " not come from a teacher model.");
  }
}
