package io.github.easyneg.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.MinedRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportContentsTest {
  private static final int ROWS = 60;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path folder;

  @Test
  void usesOfAllPassagesAreCounted() {
    MiningReport report = mine(recipe(rows()));

    Map<Integer, Long> passagesByUses = report.reuse().passagesByUses();
    assertThat(passagesByUses.values().stream().mapToLong(n -> n).sum())
        .isEqualTo(report.rows().distinctPassages());
    assertThat(passagesByUses.entrySet().stream().mapToLong(e -> e.getKey() * e.getValue()).sum())
        .isEqualTo(report.negatives().mined());
    assertThat(passagesByUses.getOrDefault(0, 0L))
        .isEqualTo(report.rows().distinctPassages() - report.reuse().distinct());
    assertThat(List.copyOf(passagesByUses.keySet()))
        .isSorted()
        .contains((int) report.reuse().max());
  }

  @Test
  void examplesAreTheSameRowsWhateverTheirOrder() {
    List<QaRow> shuffled = new ArrayList<>(rows());
    Collections.shuffle(shuffled, new Random(5));

    List<MinedRow> examples = mine(recipe(rows())).examples();
    List<MinedRow> ofShuffled = mine(recipe(shuffled)).examples();

    assertThat(examples).hasSize(MiningReport.EXAMPLES);
    assertThat(examples).extracting(MinedRow::number).isSorted();
    assertThat(ofShuffled).extracting(MinedRow::number).isSorted();
    assertThat(ofShuffled)
        .extracting(MinedRow::row)
        .containsExactlyInAnyOrderElementsOf(examples.stream().map(MinedRow::row).toList());
  }

  @Test
  void anExampleIsTheRowThatWasMined() {
    List<MinedRow> mined = new ArrayList<>();
    MiningReport report = recipe(rows()).forEach(mined::add);

    assertThat(report.examples())
        .allSatisfy(
            example -> assertThat(mined.get((int) example.number() - 1)).isEqualTo(example));
  }

  @Test
  void anotherSeedGivesOtherExamples() {
    List<MinedRow> one = mine(recipe(rows()).seed(1)).examples();
    List<MinedRow> two = mine(recipe(rows()).seed(2)).examples();

    assertThat(one).extracting(MinedRow::number).isNotEqualTo(numbers(two));
  }

  @Test
  void fewRowsAreAllExamples() {
    MiningReport report = mine(recipe(rows().subList(0, 3)));

    assertThat(numbers(report.examples())).containsExactly(1L, 2L, 3L);
  }

  @Test
  void lengthsAreThoseOfTheDistinctPassages() {
    TokenLengths lengths =
        mine(recipe(repeated()).embedWith(new WordCounter())).embeddings().passages();

    assertThat(lengths.whole()).containsExactly(Map.entry(2, 1L), Map.entry(3, 2L));
    assertThat(lengths.truncated()).containsExactly(Map.entry(6, 1L));
  }

  @Test
  void lengthsComeFromTheCacheToo() {
    EasyNegatives recipe = recipe(repeated()).embedWith(new WordCounter()).cacheIn(folder);
    EmbeddingCounts first = mine(recipe).embeddings();
    EmbeddingCounts second = mine(recipe).embeddings();

    assertThat(second.embedded()).isZero();
    assertThat(second.passages()).isEqualTo(first.passages());
  }

  @Test
  void lengthsThatNobodyCountsAreEmpty() {
    TokenLengths lengths = mine(recipe(rows())).embeddings().passages();

    assertThat(lengths).isEqualTo(TokenLengths.builder().build());
  }

  @Test
  void eachFileIsNamedWithItsHash() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    Path a = write(folder.resolve("a.jsonl"), "one two");
    Path b = write(other.resolve("a.jsonl"), "three four");

    Dataset files = Datasets.jsonl(a, b);
    assertThat(files.sources())
        .containsExactly(
            Map.entry(
                "a.jsonl",
                "sha256 28c6e1a93b3e566103f0d1811be2b0d026823b3510adcd87b13403177c07f0db"),
            Map.entry(
                b.toString(),
                "sha256 e16cfee6a145b8bf0e42fb2ae3a75b0c33fc542b22c0d5a09652b61dd83ca120"));
    MiningReport report =
        EasyNegatives.from(files).embedWith(HashingEmbedder.defaults()).forEach(row -> {});
    assertThat(report.provenance())
        .containsEntry("input a.jsonl", files.sources().get("a.jsonl"))
        .containsEntry("input " + b, files.sources().get(b.toString()));
  }

  @Test
  void settingsHaveAChecksumThatThreadsDoNotChange() {
    EasyNegatives recipe = recipe(rows());

    assertThat(checksum(recipe.threads(1))).matches("[0-9a-f]{16}");
    assertThat(checksum(recipe.threads(2))).isEqualTo(checksum(recipe.threads(1)));
    assertThat(checksum(recipe.cacheIn(folder))).isEqualTo(checksum(recipe));
    assertThat(checksum(recipe.auditTo(folder.resolve("audit.jsonl")))).isEqualTo(checksum(recipe));
    assertThat(checksum(recipe.sampleK(3))).isNotEqualTo(checksum(recipe));
    assertThat(checksum(recipe.seed(7))).isNotEqualTo(checksum(recipe));
    assertThat(checksum(recipe.rejecting(Guards.nearDuplicates(0.1))))
        .isNotEqualTo(checksum(recipe.rejecting(Guards.nearDuplicates(0.9))));
    assertThat(checksum(recipe.rejecting(Guards.answerBearing(0.1))))
        .isNotEqualTo(checksum(recipe.rejecting(Guards.answerBearing(0.9))));
    assertThat(checksum(recipe.rejecting(Guards.withinMarginOfPositive(0.1))))
        .isNotEqualTo(checksum(recipe.rejecting(Guards.withinMarginOfPositive(0.9))));
  }

  private static String checksum(EasyNegatives recipe) {
    return mine(recipe).provenance().getOrDefault("settings checksum", "none");
  }

  private static Path write(Path file, String context) throws Exception {
    return Files.writeString(
        file,
        "{\"contexts\": [\"%s\", \"%s five\"], \"question\": \"q\", \"answer\": \"a\", \"positive_ctx_idx\": 0}\n"
            .formatted(context, context),
        UTF_8);
  }

  private static List<Long> numbers(List<MinedRow> rows) {
    return rows.stream().map(MinedRow::number).toList();
  }

  private static MiningReport mine(EasyNegatives recipe) {
    return recipe.forEach(row -> {});
  }

  private static EasyNegatives recipe(List<QaRow> rows) {
    return EasyNegatives.from(Datasets.of(rows)).embedWith(HashingEmbedder.defaults()).sampleK(2);
  }

  private static List<QaRow> rows() {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          QaRow.of(
              List.of("passage " + i + " speaks of topic " + i / 7, "another one, number " + i),
              "what is topic " + i / 7 + " of " + i,
              "answer " + i,
              0));
    }
    return rows;
  }

  private static List<QaRow> repeated() {
    return List.of(
        QaRow.of(List.of("two words", "these three words"), "q", "a", 0),
        QaRow.of(
            List.of("two words", "three other words", "one two three four five six"), "p", "b", 0));
  }

  /** Counts a text's words as its tokens, and reads four of them. */
  private static final class WordCounter implements EmbeddingProvider {
    private final EmbeddingProvider vectors = HashingEmbedder.defaults();

    @Override
    public int dimension() {
      return vectors.dimension();
    }

    @Override
    public String fingerprint() {
      return "words counted by a test";
    }

    @Override
    public List<Embedding> embed(List<String> texts, TextRole role) {
      List<Embedding> embeddings = new ArrayList<>();
      for (int i = 0; i < texts.size(); i++) {
        int words = texts.get(i).split(" ").length;
        embeddings.add(
            new Embedding(
                vectors.embed(texts, role).get(i).vector(), OptionalInt.of(words), words > 4));
      }
      return embeddings;
    }
  }
}
