package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.fixture.VectorsByText;
import io.github.easyneg.mine.GuardException;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.report.MiningReport;
import io.github.easyneg.report.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run from its rows to its file: what is written, what is told, and what ends it. */
class RunsTest {
  private final Path out;

  RunsTest(@TempDir Path folder) {
    this.out = folder.resolve("train.jsonl");
  }

  private static EasyNegatives recipe(Dataset dataset) {
    return EasyNegatives.from(dataset)
        .embedWith(HashingEmbedder.ofDimension(16))
        .candidates(Pool.all());
  }

  @Test
  void thePositiveAndItsRepetitionGetTheAnswerAndAllElseTheRefusal() throws IOException {
    QaRow row = QaRow.of(List.of("hart", "Äpfel „gut“", "Äpfel „gut“"), "Was?", "Obst", 1);
    Jobs.all(row, "x").toAxolotl(out);
    String refusal = "Bei dem gegebenen Kontext ist keine Antwort möglich.";
    assertThat(Files.readAllLines(out))
        .startsWith(
            line("hart", "Was?", refusal),
            line("Äpfel „gut“", "Was?", "Obst"),
            line("Äpfel „gut“", "Was?", "Obst"),
            line("x", "Was?", refusal),
            line("x", "the corpus?", refusal));
  }

  private static String line(String context, String question, String answer) {
    return "{\"context\":\"%s\",\"question\":\"%s\",\"answer\":\"%s\"}"
        .formatted(context.replace("\"", "\\\""), question, answer);
  }

  private static List<QaRow> rows(int count) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(QaRow.of(List.of("context " + i % 50), "question " + i, "answer " + i, 0));
    }
    return rows;
  }

  /** A data set whose second and later readings give other rows. */
  private static Dataset changing(List<QaRow> first, List<QaRow> later) {
    int[] readings = {0};
    return new Dataset() {
      @Override
      public Stream<QaRow> rows() {
        return (readings[0]++ == 0 ? first : later).stream();
      }

      @Override
      public String name() {
        return "changing";
      }
    };
  }

  private void endsAsChanged(List<QaRow> later, String what) {
    assertThatThrownBy(() -> recipe(changing(rows(60), later)).toAxolotl(out))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "the data set changed between two readings: "
                + what
                + ". Mine from data that stay as they are.");
    assertThat(out).doesNotExist();
  }

  @Test
  void rowsThatAreGoneEndTheRun() {
    endsAsChanged(rows(59), "there were 60 rows, now there are 59");
  }

  @Test
  void rowsThatAreNewEndTheRun() {
    endsAsChanged(rows(61), "there were 60 rows, now there are 61");
  }

  @Test
  void contextsThatAreNewEndTheRun() {
    List<QaRow> later = new ArrayList<>(rows(60));
    later.set(6, QaRow.of(List.of("new"), "question 6", "answer 6", 0));
    endsAsChanged(later, "row 7 holds a context that was not there before");
  }

  @Test
  void answersThatDifferEndTheRun() {
    List<QaRow> later = new ArrayList<>(rows(60));
    later.set(6, QaRow.of(List.of("context 6"), "question 6", "another", 0));
    endsAsChanged(later, "the contents of some rows are not what they were");
  }

  @Test
  void rowsInAnotherOrderEndTheRun() {
    List<QaRow> later = new ArrayList<>(rows(60));
    Collections.swap(later, 6, 7);
    endsAsChanged(later, "the rows come in another order");
  }

  @Test
  void aDataSetWithoutRowsIsRefused() {
    assertThatThrownBy(() -> recipe(Datasets.of(List.of())).toAxolotl(out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows in memory has no rows; mining needs at least one.");
    assertThat(out).doesNotExist();
  }

  @Test
  void aFailureFarIntoTheDataNamesItsRow() {
    EasyNegatives recipe =
        recipe(Datasets.of(rows(5000)))
            .embedWith(
                new VectorsByText(
                    2, text -> new float[] {text.equals("answer 4321") ? Float.NaN : 1, 1}));
    assertThatThrownBy(() -> recipe.toAxolotl(out))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            "the embedder 'vectors chosen by a test' failed: the vector of the answer of row 4322"
                + " has NaN at dimension 0; every number must be finite.");
    assertThat(out).doesNotExist();
  }

  @Test
  void aGuardThatFailsEndsTheRun() {
    EasyNegatives recipe =
        recipe(Datasets.of(rows(300)))
            .rejecting(
                Guards.guard(
                    "broken",
                    (row, candidate) -> {
                      if (row.question().equals("question 222")) {
                        throw new IllegalStateException("no verdict");
                      }
                      return false;
                    }));
    for (int threads : new int[] {1, 4}) {
      assertThatThrownBy(() -> recipe.threads(threads).toAxolotl(out))
          .isInstanceOf(GuardException.class)
          .hasMessageMatching(
              "row 223: the guard 'broken' must return a verdict on every candidate, but for the"
                  + " passage \"context \\d+\" it threw java.lang.IllegalStateException: no"
                  + " verdict; fix the guard, or remove it with withoutGuards\\(\"broken\"\\)\\.");
      assertThat(out).doesNotExist();
    }
  }

  @Test
  void rowsAreHandedOverInOrderOnTheCallingThread() {
    List<Long> numbers = Collections.synchronizedList(new ArrayList<>());
    Thread caller = Thread.currentThread();
    recipe(Datasets.of(rows(4500)))
        .threads(4)
        .forEach(
            row -> {
              assertThat(Thread.currentThread()).isSameAs(caller);
              numbers.add(row.number());
            });
    assertThat(numbers).hasSize(4500).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void progressGoesForwardThroughTheStagesToTheirEnds() {
    List<Stage> stages = Collections.synchronizedList(new ArrayList<>());
    List<Long> mined = Collections.synchronizedList(new ArrayList<>());
    recipe(Datasets.of(rows(4500)))
        .onProgress(
            (stage, done, total) -> {
              stages.add(stage);
              if (stage == Stage.MINE) {
                assertThat(total).hasValue(4500);
                mined.add(done);
              }
            })
        .toAxolotl(out);
    assertThat(stages).isSorted().contains(Stage.READ, Stage.EMBED, Stage.MINE);
    assertThat(mined).isSorted().endsWith(4500L);
  }

  @Test
  void underALimitOfReuseProgressTellsOfEveryRowThatDraws() {
    List<Stage> stages = Collections.synchronizedList(new ArrayList<>());
    List<Long> settled = Collections.synchronizedList(new ArrayList<>());
    MiningReport report =
        recipe(Datasets.of(rows(4500)))
            .maxReuse(95)
            .onProgress(
                (stage, done, total) -> {
                  stages.add(stage);
                  if (stage == Stage.SETTLE) {
                    assertThat(total).isEmpty();
                    settled.add(done);
                  }
                })
            .toAxolotl(out);
    assertThat(stages).isSorted().contains(Stage.SETTLE, Stage.MINE);
    assertThat(settled).isSorted();
    assertThat(settled.get(settled.size() - 1)).isGreaterThan(4500);
    assertThat(report.time()).containsKeys(Stage.SETTLE, Stage.MINE);
  }
}
