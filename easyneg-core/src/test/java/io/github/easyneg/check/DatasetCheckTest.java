package io.github.easyneg.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Place;
import io.github.easyneg.embed.HashingEmbedder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCheckTest {
  private static final String GRAZ = "Graz liegt an der Mur in der Steiermark.";

  private final Path folder;

  DatasetCheckTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static String row(int positive, String question, String answer, String... contexts) {
    return "{\"contexts\": [\"%s\"], \"question\": \"%s\", \"answer\": \"%s\", \"positive_ctx_idx\": %d}"
        .formatted(String.join("\", \"", contexts), question, answer, positive);
  }

  private Path write(String... lines) throws IOException {
    return Files.write(folder.resolve("rows.jsonl"), List.of(lines));
  }

  @Test
  void aFindingHasSeverityPlaceAndText() throws IOException {
    Path file = write(row(0, "Wo?", "Mur", GRAZ), "", row(-1, "Was?", "", GRAZ));

    List<Finding> found = DatasetCheck.of(file).findings();

    assertThat(found)
        .containsExactly(
            new Finding(
                FindingKind.EMPTY_TEXT,
                Place.of("rows.jsonl", 3),
                "answer is empty; write a text, or remove the row."),
            new Finding(
                FindingKind.NO_POSITIVE,
                Place.of("rows.jsonl", 3),
                "no context answers the question; every line of this row" + " will be a refusal."));
    assertThat(found.get(0).severity()).isEqualTo(Severity.ERROR);
    assertThat(found.get(0))
        .hasToString("rows.jsonl:3: error: answer is empty; write a text, or remove the row.");
  }

  @Test
  void rowsThatCannotBeReadAreFindingsAndTheRestIsRead() throws IOException {
    Path file =
        write(row(0, "Wo?", "Mur", GRAZ), "{\"contexts\": ", "{}", row(0, "Wo?", "Mur", "Mur."));
    List<String> found = new ArrayList<>();

    CheckSummary summary = DatasetCheck.of(file).run(finding -> found.add(finding.toString()));

    assertThat(found)
        .containsExactly(
            "rows.jsonl:2: error: this is not valid JSON: Unexpected end-of-input within/between"
                + " Object entries. Repair or remove the line.",
            "rows.jsonl:3: error: contexts is missing; a row is {\"contexts\", \"question\","
                + " \"answer\", \"positive_ctx_idx\"}.",
            "rows.jsonl:4: warning: the question is that of line 1, with another positive; either"
                + " is a wrong negative for the other row.");
    assertThat(summary.counts())
        .isEqualTo(Map.of(FindingKind.UNREADABLE, 2L, FindingKind.SAME_QUESTION, 1L));
    assertThat(summary.isBroken()).isTrue();
    assertThat(summary.rows()).isEqualTo(2);
  }

  @Test
  void whatFollowsBrokenJsonInAnArrayIsSaidToBeUnread() throws IOException {
    Path file = write("[" + row(0, "Wo?", "Mur", GRAZ) + ",", "{]");

    assertThat(DatasetCheck.of(file).findings())
        .map(Finding::place)
        .containsExactly(Place.of("rows.jsonl", 2), Place.of("rows.jsonl"));
  }

  @Test
  void compressedDataThatAreCutOffAreOneFinding() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(("[\n" + row(0, "Wo?", "Mur", GRAZ) + "\n]").getBytes(StandardCharsets.UTF_8));
    }
    Path file =
        Files.write(
            folder.resolve("rows.json.gz"), Arrays.copyOf(bytes.toByteArray(), bytes.size() - 12));

    assertThat(DatasetCheck.of(file).findings())
        .map(Finding::toString)
        .containsExactly(
            "rows.json.gz: error: the gzip data are broken (Unexpected end of ZLIB input stream);"
                + " fetch the file again.");
  }

  @Test
  void soManyOfAKindAreHandedOverAndAllAreCounted() throws IOException {
    Path file = write(row(0, "Wo?", "Mur", GRAZ, "", " ", "  "));
    List<Finding> found = new ArrayList<>();

    CheckSummary summary = DatasetCheck.of(file).limit(2).run(found::add);

    assertThat(found).hasSize(2);
    assertThat(summary.table(3))
        .isEqualTo(
            """
            error          3  empty texts (the first 2 are shown)

            rows                   1  (1 with a positive, 0 without)
            contexts               4
            refusals to expect     85.7 % of the lines, with 3 easy negatives a row; a refusal ratio of 0.5 would even them out
            """);
    assertThat(DatasetCheck.of(file).limit(0).findings()).hasSize(3);
  }

  @Test
  void aModelThatTellsOfNoTokensIsSaidToCountNone() throws IOException {
    Path file = write(row(0, "Wo?", "Mur", GRAZ));

    CheckSummary summary =
        DatasetCheck.of(file)
            .tokensOf(HashingEmbedder.defaults(), "hashing")
            .run(
                finding -> {
                  throw new AssertionError(finding);
                });

    assertThat(summary.tokens().orElseThrow()).hasToString("hashing does not count them");
    assertThat(summary.tokens().orElseThrow().passages()).isEqualTo(1);
    assertThat(summary.refusals(1)).isEqualTo(0.5);
  }

  @Test
  void progressIsToldEveryThousandRows() throws IOException {
    String[] lines = new String[2500];
    Arrays.setAll(lines, i -> row(0, "Frage " + i, "Mur", GRAZ));
    List<Long> told = new ArrayList<>();

    DatasetCheck.of(write(lines)).onProgress(told::add).run(finding -> {});

    assertThat(told).containsExactly(1000L, 2000L);
  }

  @Test
  void eachCallReturnsAnotherCheck() throws IOException {
    Path file = write(row(0, "Wo?", "Mur", GRAZ, "", " ", "  "));
    DatasetCheck check = DatasetCheck.of(file);

    assertThat(check.limit(1).findings()).hasSize(1);
    assertThat(check.findings()).hasSize(3);
  }

  @Test
  void invalidArgumentsAreRefusedBeforeAnythingIsRead() {
    assertThatThrownBy(() -> DatasetCheck.of(folder.resolve("no.jsonl")))
        .hasMessage(
            folder.resolve("no.jsonl")
                + " does not exist; give a .jsonl, .json, .parquet, .csv or .tsv file.");
    assertThatThrownBy(() -> DatasetCheck.of(write("{}")).limit(-1))
        .hasMessage("limit is -1; use 0 or more.");
  }
}
