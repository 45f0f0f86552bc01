package io.github.easyneg.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.record.RecordWriter;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.RejectedCandidate;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditTest {
  private static final Labels LABELS = new Labels(Labels.DEFAULT_REFUSAL, 42);
  private static final String SOUND =
      "{\"row\":1,\"contexts\":[\"a\"],\"question\":\"q\",\"answer\":\"x\",\"positive_ctx_idx\":0,"
          + "\"extra\":{},\"negatives\":[{\"id\":\"i\",\"text\":\"t\",\"pool\":\"easy\","
          + "\"cosine\":0.5,\"cosine_quantile\":0.5,\"lexical_quantile\":0.5,\"frequency\":1,"
          + "\"probability\":0.5,\"guards\":[\"g\"]}],"
          + "\"rejected\":[{\"id\":\"r\",\"text\":\"u\",\"guard\":\"h\",\"cosine\":0.25,"
          + "\"cosine_quantile\":0.5,\"lexical_quantile\":0.5}],\"missing\":0,\"reason\":\"\"}";

  private final Path folder;

  AuditTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void whatIsReadIsWhatWasWrittenBitByBit() {
    Map<String, Object> extra = new LinkedHashMap<>();
    extra.put("id", 7L);
    extra.put("big", new BigInteger("123456789012345678901234567890"));
    extra.put("exact", new BigDecimal("0.10"));
    extra.put("nested", Map.of("list", List.of("ä", true)));
    QaRow withAll =
        new QaRow(List.of("eins\n\n\u2028", "zwei"), "q", "a", OptionalInt.of(1), extra);
    QaRow without = QaRow.withoutPositive(List.of("\uD83D\uDE00"), "q \"ü\"", "nein");
    List<MinedRow> rows =
        List.of(
            new MinedRow(
                withAll,
                1,
                List.of(negative("x", Math.PI / 10, 1 / 3.0), negative("y", -0.1f, Double.NaN)),
                Optional.empty(),
                List.of(
                    RejectedCandidate.of(Passage.of("z"), "near-duplicate")
                        .cosine(1 / 3.0)
                        .cosineQuantile(0.9)
                        .build(),
                    RejectedCandidate.of(
                            Passage.of("w").withSourceId(Optional.of("d7")), "own-context")
                        .cosine(-0.1)
                        .cosineQuantile(0.5)
                        .lexicalQuantile(1)
                        .build())),
            new MinedRow(
                without,
                2,
                List.of(),
                Optional.of(new MinedRow.Shortfall(2, MinedRow.Reason.REUSED_TOO_OFTEN))),
            new MinedRow(
                withAll
                    .withAnswers(List.of("a", "b"))
                    .withPositives(List.of(1, 0))
                    .withContextIds(Map.of(1, "d1")),
                3,
                List.of(
                    MinedNegative.of(Passage.of("x").withSourceId(Optional.of("d9")), "easy")
                        .cosine(0.5)
                        .cosineQuantile(0.5)
                        .lexicalQuantile(0.5)
                        .frequency(1)
                        .probability(OptionalDouble.of(0.5))
                        .build()),
                Optional.empty()),
            new MinedRow(
                    QaRow.ofRetrieval("q", List.of("p"), List.of("n")),
                    4,
                    List.of(negative("z", 0.5, 0.5)),
                    Optional.empty())
                .withContextCosines(List.of(1 / 3.0, (double) -0.1f))
                .withRelevance(
                    new MinedRow.Relevance("m", List.of(7.25, 1 / 7.0), List.of(-11.5))));

    assertThat(read(write("audit.jsonl", rows))).isEqualTo(rows);
    assertThat(read(write("audit.json.gz", rows))).isEqualTo(rows);
  }

  private static MinedNegative negative(String text, double cosine, double probability) {
    return MinedNegative.of(Passage.of(text), "easy+1")
        .cosine(cosine)
        .cosineQuantile(0.25)
        .lexicalQuantile(1.0)
        .frequency(3)
        .probability(
            Double.isNaN(probability) ? OptionalDouble.empty() : OptionalDouble.of(probability))
        .guards(List.of("a", "b"))
        .build();
  }

  private Path write(String name, List<MinedRow> rows) {
    Path file = folder.resolve(name);
    try (RecordWriter writer = RecordWriter.open(file)) {
      rows.forEach(row -> new Audit().records(row, LABELS).forEach(writer::write));
      writer.commit();
    }
    return file;
  }

  private static List<MinedRow> read(Path file) {
    try (Stream<MinedRow> rows = Audit.read(file)) {
      return rows.toList();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "question":"q"      | "query":"q"            | question is missing; give an audit of mined rows.
          "row":1             | "row":"one"            | row must be a number, found the text "one".
          "row":1             | "row":null             | row must be a number, found null.
          "contexts":["a"]    | "contexts":"a"         | contexts must be an array, found the text "a".
          "contexts":["a"]    | "contexts":["a",1]     | contexts[1] must be a text, found 1.
          "contexts":["a"]    | "contexts":[]          | contexts is empty; a row needs at least one context.
          "positive_ctx_idx":0 | "positive_ctx_idx":3  | positive is 3 but contexts has 1 entry; use 0, or empty for "no positive".
          "extra":{}          | "extra":[]             | extra must be an object, found an array.
          "cosine":0.5        | "cosine":true          | negatives[0].cosine must be a number, found true.
          "cosine":0.5        | "cosinus":0.5          | negatives[0].cosine is missing; give an audit of mined rows.
          "cosine":0.25       | "cosine":null          | rejected[0].cosine must be a number, found null.
          "guard":"h"         | "guardian":"h"         | rejected[0].guard is missing; give an audit of mined rows.
          "guards":["g"]      | "guards":{"g":1}       | negatives[0].guards must be an array, found an object.
          "missing":0,"reason":"" | "missing":1,"reason":"LOST" | reason is "LOST"; expected one of [POOL_TOO_SMALL, REJECTED_BY_GUARDS, REUSED_TOO_OFTEN, NO_VECTOR].
          """)
  void whatIsNotAsExpectedIsNamedWithItsLine(String sound, String broken, String message)
      throws IOException {
    assertThat(SOUND).contains(sound);
    Path file =
        Files.write(folder.resolve("audit.jsonl"), List.of(SOUND, SOUND.replace(sound, broken)));

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage("audit.jsonl:2: " + message);
  }

  @Test
  void negativesAreObjects() throws IOException {
    String broken = SOUND.replaceFirst("\"negatives\":\\[\\{.*}],\"rej", "\"negatives\":[1],\"rej");
    Path file = Files.writeString(folder.resolve("audit.jsonl"), broken);

    assertThatThrownBy(() -> read(file))
        .hasMessage("audit.jsonl:1: negatives[0] must be an object, found 1.");
  }

  @Test
  void anAuditMayBeWithoutRejectedCandidates() throws IOException {
    String without = SOUND.replaceFirst("\"rejected\":\\[.*?],", "");
    Path file = Files.writeString(folder.resolve("audit.jsonl"), without);

    assertThat(without).doesNotContain("rejected");
    assertThat(read(file)).singleElement().returns(List.of(), MinedRow::rejected);
  }

  @Test
  void anEmptyFileIsNoAudit() throws IOException {
    Path file = Files.writeString(folder.resolve("audit.jsonl"), "\n");

    assertThatThrownBy(() -> read(file))
        .hasMessage(
            "audit.jsonl: there are no rows; expected at least one object of an audit, with"
                + " {\"row\", \"contexts\", \"question\", \"answer\", \"positive_ctx_idx\","
                + " \"extra\", \"negatives\", \"missing\", \"reason\"}.");
  }

  @Test
  void aMissingFileIsRefusedAtOnce() {
    Path file = folder.resolve("audit.jsonl");

    assertThatThrownBy(() -> Audit.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + " does not exist; give the file that auditTo(..) wrote.");
  }
}
