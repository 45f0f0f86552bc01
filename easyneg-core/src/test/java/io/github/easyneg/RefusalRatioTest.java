package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.format.ObjectFormat;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.report.LineCounts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand rows with one answer and three refusals each, and one with six refusals. */
class RefusalRatioTest {
  private static final int ROWS = 1000;
  private final Path out;

  RefusalRatioTest(@TempDir Path folder) {
    this.out = folder.resolve("out.jsonl");
  }

  private static EasyNegatives recipe() {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(QaRow.of(List.of("own", "hard"), "question " + i, "answer " + i, 0));
    }
    return Jobs.all(rows, "a", "b", "c", "d", "own", "hard").sampleK(2);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5, 0.7})
  void theShareIsReachedWithinSamplingError(double share) throws IOException {
    LineCounts lines = recipe().refusalRatio(share).toAxolotl(out).lines();
    // Some n = 1000 * share / (1 - share) refusals are kept, each by its own chance: a standard
    // deviation below sqrt(n), which moves the share by at most its product with the derivative,
    // (1 - share)^2 / 1000. Five of them are allowed.
    double n = ROWS * share / (1 - share);
    double tolerance = 5 * Math.sqrt(n) * (1 - share) * (1 - share) / ROWS;
    assertThat(lines.refusalShare()).isCloseTo(share, within(tolerance));
    assertThat(lines.answers()).isEqualTo(ROWS);
    assertThat(lines.refusals() + lines.thinned()).isEqualTo(ROWS * 3 + 6);
    assertThat(Files.readAllLines(out)).hasSize((int) lines.written());
  }

  @Test
  void aShareAboveWhatThereIsLeavesAllOfThem() {
    for (double share : new double[] {0.8, 1}) {
      LineCounts lines = recipe().refusalRatio(share).toAxolotl(out).lines();
      assertThat(lines.thinned()).isZero();
      assertThat(lines.refusals()).isEqualTo(ROWS * 3 + 6);
    }
  }

  @Test
  void whichLinesStayIsAMatterOfTheSeedAlone() throws IOException {
    recipe().refusalRatio(0.5).threads(1).toAxolotl(out);
    List<String> expected = Files.readAllLines(out);
    recipe().refusalRatio(0.5).threads(8).toAxolotl(out);
    assertThat(Files.readAllLines(out)).isEqualTo(expected);
    recipe().refusalRatio(0.5).seed(43).toAxolotl(out);
    assertThat(Files.readAllLines(out)).isNotEqualTo(expected);
  }

  @Test
  void linesThatAreLeftAreThoseThatWouldBeThereWithoutIt() throws IOException {
    recipe().toAxolotl(out);
    List<String> all = Files.readAllLines(out);
    recipe().refusalRatio(0.4).toAxolotl(out);
    assertThat(all).containsSubsequence(Files.readAllLines(out));
  }

  @Test
  void withoutAnyAnswerAShareOfRefusalsCannotBeReached() {
    EasyNegatives recipe = Jobs.all(QaRow.withoutPositive(List.of("own"), "?", "none"), "a", "b");
    assertThatThrownBy(() -> recipe.refusalRatio(0.5).toAxolotl(out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "refusalRatio(0.5) leaves nothing of rows in memory: no row has both a positive and"
                + " an answer, so no line is an answer. Leave it out, or use 1.");
    assertThat(out).doesNotExist();
    assertThat(recipe.refusalRatio(1).toAxolotl(out).lines().written()).isPositive();
  }

  static Stream<OutputFormat> formats() {
    return OutputFormats.all().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theShareIsReachedInEveryFormat(OutputFormat format) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          i % 3 == 0
              ? QaRow.withoutPositive(List.of("own", "hard"), "question " + i, "none")
              : QaRow.of(List.of("own", "hard"), "question " + i, "answer " + i, 0));
    }
    Path out = format instanceof ObjectFormat ? this.out.resolveSibling("out.json") : this.out;
    EasyNegatives recipe = Jobs.all(rows, "a", "b", "c", "d", "own", "hard").sampleK(3);
    LineCounts all = recipe.write(format, out).lines();
    for (double share : new double[] {0.1, 0.3, 0.5}) {
      LineCounts lines = recipe.refusalRatio(share).write(format, out).lines();
      assertThat(lines.answers()).isEqualTo(all.answers());
      if (all.answers() == 0 || all.refusalShare() <= share) {
        assertThat(lines).isEqualTo(all);
      } else {
        // Five standard deviations, as above.
        double n = all.answers() * share / (1 - share);
        double tolerance = 5 * Math.sqrt(n) * (1 - share) * (1 - share) / all.answers();
        assertThat(lines.refusalShare()).isCloseTo(share, within(tolerance));
      }
    }
  }
}
