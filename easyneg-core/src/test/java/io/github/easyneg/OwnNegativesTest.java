package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.format.ObjectFormat;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.report.LineCounts;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Own negatives are left out of what is written, and of nothing else. */
class OwnNegativesTest {
  /** Two positives among four own negatives, one of them twice, and ids for some. */
  private static final QaRow SEVERAL =
      new QaRow(
          List.of("hard0", "second", "hard2", "hard0", "first", "hard5"),
          "several?",
          List.of("answer", "alias"),
          List.of(4, 1),
          Map.of(1, "d1", 2, "d2", 4, "d4"),
          Map.of("origin", "web"));

  private static final QaRow UNANSWERED =
      QaRow.withoutPositive(List.of("near0", "near1"), "nobody?", "none");

  private final Path folder;
  private final Path out;

  OwnNegativesTest(@TempDir Path folder) {
    this.folder = folder;
    this.out = folder.resolve("out.jsonl");
  }

  private static EasyNegatives recipe() {
    return Jobs.all(List.of(SEVERAL, UNANSWERED), "apple", "berry", "cherry").sampleK(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void theSameNegativesAreMinedAndTheAuditIsWhole(int most) throws IOException {
    Path audit = folder.resolve("audit.jsonl");
    MiningReport all = recipe().auditTo(audit).toAxolotl(out);
    String wholeAudit = Files.readString(audit);
    List<String> allLines = Files.readAllLines(out);

    MiningReport fewer = recipe().ownNegatives(most).auditTo(audit).toAxolotl(out);

    assertThat(audit).hasContent(wholeAudit);
    assertThat(allLines).containsSubsequence(Files.readAllLines(out));
    assertThat(fewer.negatives()).isEqualTo(all.negatives());
    assertThat(fewer.reuse().passagesByUses()).isEqualTo(all.reuse().passagesByUses());
    assertThat(Jobs.run(recipe().ownNegatives(most)).rows()).isEqualTo(Jobs.run(recipe()).rows());
  }

  @Test
  void theFirstOnesOfEachRowStay() throws IOException {
    LineCounts lines = recipe().ownNegatives(2).toAxolotl(out).lines();
    assertThat(Files.readAllLines(out).stream().filter(line -> line.contains("several?")))
        .extracting(line -> line.replaceAll("\\{\"context\":\"(\\w+)\".*", "$1"))
        .startsWith("hard0", "second", "hard2", "first")
        .hasSize(4 + 2);
    assertThat(lines.ownNegatives()).isEqualTo(2 + 2 + 2);
    assertThat(lines.ownNegativesLeftOut()).isEqualTo(2 + 0 + 1);
    assertThat(lines.written()).isEqualTo(2 + 6 + 3 * 2);
  }

  @Test
  void ofARowWithoutAPositiveTheMinedOnesAreLeft() throws IOException {
    LineCounts lines = recipe().ownNegatives(0).toAxolotl(out).lines();
    List<String> nobody =
        Files.readAllLines(out).stream().filter(line -> line.contains("nobody?")).toList();
    assertThat(nobody).hasSize(2).noneMatch(line -> line.contains("near"));
    assertThat(lines.ownNegatives()).isZero();
    assertThat(lines.ownNegativesLeftOut()).isEqualTo(4 + 2 + 3);
    assertThat(lines.emptiedRows()).isZero();
  }

  @Test
  void aRowOfWhichNothingIsLeftIsCounted() throws IOException {
    EasyNegatives recipe = recipe().rejecting(Guards.guard("none", (row, candidate) -> true));
    for (OutputFormat format : List.of(OutputFormats.axolotl(), OutputFormats.germanrag())) {
      MiningReport report = recipe.ownNegatives(0).write(format, out);
      assertThat(report.lines().emptiedRows()).isEqualTo(2);
      assertThat(report.lines().silentRows()).isZero();
      assertThat(Files.readString(out)).contains("several?").doesNotContain("nobody?");
      assertThat(report.toString())
          .contains(
              "own negatives left out 9, as was asked for\n",
              "rows left empty        2, as they had no negatives but their own\n");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 9})
  void indicesAndIdsFollowTheContexts(int most) {
    recipe().ownNegatives(most).write(OutputFormats.germanrag(), out);
    try (Stream<QaRow> rows = Datasets.jsonl(out).rows()) {
      QaRow row = rows.findFirst().orElseThrow();
      List<Integer> positives = row.positives();
      assertThat(positives).extracting(row.contexts()::get).containsExactly("first", "second");
      assertThat(positives)
          .extracting(row::contextId)
          .extracting(id -> id.orElse("-"))
          .containsExactly("d4", "d1");
      assertThat(row.contextIds().values().contains("d2")).isEqualTo(most >= 2);
      assertThat(row.contexts()).hasSize(2 + Math.min(most, 4) + 2);
      assertThat(row.hardNegatives().stream().map(row.contexts()::get).limit(Math.min(most, 4)))
          .containsExactlyElementsOf(
              List.of("hard0", "hard2", "hard0", "hard5").subList(0, Math.min(most, 4)));
    }
  }

  static Stream<OutputFormat> formats() {
    return OutputFormats.all().stream();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noFormatWritesWhatIsLeftOut(OutputFormat format) throws IOException {
    Path file = format instanceof ObjectFormat ? folder.resolve("out.json") : out;
    // Own negatives of other rows would be candidates else.
    EasyNegatives recipe =
        recipe()
            .withCorpusAlone(
                Corpora.of(
                    Stream.of("apple", "berry", "cherry", "damson").map(Passage::of).toList()));
    MiningReport report = recipe.sampleK(3).ownNegatives(1).write(format, file);
    assertThat(Files.readString(file)).doesNotContain("hard2", "\"d2\"", "hard5", "near1");
    boolean writes = format.uses().contains(OutputFormat.Use.OWN_NEGATIVES);
    assertThat(report.lines().ownNegativesLeftOut()).isEqualTo(writes ? 3 + 1 + 2 : 0);
    assertThat(
            report
                .notes()
                .contains(
                    "no own negative was left out: the format " + format.name() + " writes none."))
        .isNotEqualTo(writes);
  }

  @ParameterizedTest
  @MethodSource("formats")
  void anAuditBecomesWhatMiningWrites(OutputFormat format) throws IOException {
    Path audit = folder.resolve("audit.jsonl");
    String name = format instanceof ObjectFormat ? "out.json" : "out.jsonl";
    Path mined = Files.createDirectory(folder.resolve("mined")).resolve(name);
    Path converted = Files.createDirectory(folder.resolve("converted")).resolve(name);
    EasyNegatives recipe = recipe().sampleK(3).ownNegatives(1).auditTo(audit);
    LineCounts lines = recipe.write(format, mined).lines();

    Conversion.Result result = Conversion.of(audit).ownNegatives(1).write(format, converted);

    assertThat(converted).hasSameTextualContentAs(mined);
    assertThat(result.lines()).isEqualTo(lines);
  }

  @Test
  void theRefusalRatioIsReckonedOfWhatIsLeft() {
    List<QaRow> rows = new ArrayList<>();
    int count = 1000;
    for (int i = 0; i < count; i++) {
      rows.add(QaRow.of(List.of("own", "hard", "harder"), "question " + i, "answer " + i, 0));
    }
    EasyNegatives recipe =
        Jobs.all(rows, "a", "b", "c", "d", "own", "hard", "harder").sampleK(2).ownNegatives(0);
    LineCounts lines = recipe.refusalRatio(0.5).toAxolotl(out).lines();
    // As in RefusalRatioTest: five standard deviations.
    assertThat(lines.refusalShare()).isCloseTo(0.5, within(5 * Math.sqrt(count) * 0.25 / count));
    assertThat(lines.answers()).isEqualTo(count);
    assertThat(lines.refusals() + lines.thinned()).isEqualTo(2L * count);
    LineCounts all = recipe.refusalRatio(2.0 / 3).toAxolotl(out).lines();
    assertThat(all.thinned()).isZero();
  }

  @Test
  void aFormatThatLacksThemIsRefusedBeforeAnyWork() {
    EasyNegatives recipe = Jobs.all(SEVERAL, "apple", "berry").sampleK(2);
    assertThat(recipe.write(OutputFormats.ntuple(5), out).lines().written()).isEqualTo(1);
    assertThatThrownBy(() -> recipe.ownNegatives(1).write(OutputFormats.ntuple(5), out))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "rows in memory: no row has what the format ntuple:5 needs (a positive and 5"
                + " negatives), so its file would be empty (rows: 2, with a positive: 1, with an"
                + " answer: 2, negatives for each by sampleK: 2, of its own at most by"
                + " ownNegatives: 1). Choose another with write: axolotl,");
  }
}
