package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.Split;
import io.github.easyneg.data.Splits;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passages next to the rows. */
class CorpusTest {
  private static final List<QaRow> ROWS =
      List.of(
          QaRow.of(List.of("alpha"), "eins?", "x", 0), QaRow.of(List.of("beta"), "zwei?", "y", 0));
  private static final Corpus CORPUS =
      Corpora.of(List.of(Passage.of("gamma"), Passage.of("delta"), Passage.of("gamma")));

  private final Path folder;

  CorpusTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static EasyNegatives recipe(Pool pool) {
    return EasyNegatives.from(Datasets.of(ROWS))
        .embedWith(HashingEmbedder.ofDimension(32))
        .candidates(pool)
        .sampleK(3)
        .threads(2);
  }

  @Test
  void candidatesComeFromRowsAndCorpusAlike() {
    Jobs.Result result = Jobs.run(recipe(Pool.all()).withCorpus(CORPUS));
    assertThat(result.texts(0)).containsExactlyInAnyOrder("beta", "gamma", "delta");
    assertThat(result.report().rows().distinctPassages()).isEqualTo(4);
    assertThat(result.report().rows().contexts()).isEqualTo(2);
  }

  @Test
  void candidatesComeFromTheCorpusAloneWhereThatIsAsked() {
    for (Pool pool : List.of(Pool.all(), Pool.nearest(2))) {
      Jobs.Result result = Jobs.run(recipe(pool).sampleK(2).withCorpusAlone(CORPUS));
      assertThat(result.texts(0)).containsExactlyInAnyOrder("gamma", "delta");
      assertThat(result.texts(1)).containsExactlyInAnyOrder("gamma", "delta");
    }
    assertThat(recipe(Pool.all()).withCorpusAlone(CORPUS).explain(1).outside())
        .isEqualTo(Map.of("not in the corpus", 2));
  }

  @Test
  void aPassageOfTheCorpusIsNoNegativeOfARowThatHasIt() {
    Corpus corpus = Corpora.of(List.of(Passage.of("ALPHA"), Passage.of("gamma")));
    assertThat(Jobs.run(recipe(Pool.all()).withCorpus(corpus)).texts(0))
        .containsExactlyInAnyOrder("beta", "gamma");
  }

  @Test
  void theOrderOfTheCorpusPlaysNoPart() {
    Corpus reversed = Corpora.of(List.of(Passage.of("delta"), Passage.of("gamma")));
    assertThat(Jobs.run(recipe(Pool.all()).withCorpus(reversed)).texts())
        .isEqualTo(Jobs.run(recipe(Pool.all()).withCorpus(CORPUS)).texts());
  }

  @Test
  void idsOfTheCorpusAreWritten() throws IOException {
    Corpus corpus =
        Corpora.of(
            List.of(
                Passage.of("alpha").withSourceId(Optional.of("d1")),
                Passage.of("gamma").withSourceId(Optional.of("d3")),
                Passage.of("beta").withSourceId(Optional.of("d2"))));
    Path out = folder.resolve("out.jsonl");
    assertThat(
            recipe(Pool.all())
                .sampleK(2)
                .withCorpus(corpus)
                .write(OutputFormats.tevatron(), out)
                .notes())
        .isEmpty();
    assertThat(Files.readString(out))
        .contains("\"positive_document_ids\":[\"d1\"]")
        .contains("\"positive_document_ids\":[\"d2\"]")
        .contains("\"d3\"");
    assertThat(Files.readString(folder.resolve("out.corpus.jsonl")))
        .contains("{\"docid\":\"d1\",\"text\":\"alpha\"}");
  }

  @Test
  void anIdOfSeveralTextsNamesNone() {
    Corpus corpus =
        Corpora.of(
            List.of(
                Passage.of("gamma").withSourceId(Optional.of("d")),
                Passage.of("delta").withSourceId(Optional.of("d"))));
    Jobs.Result result = Jobs.run(recipe(Pool.all()).withCorpus(corpus));
    assertThat(result.rows().get(0).negatives())
        .allMatch(negative -> negative.passage().sourceId().isEmpty());
    assertThat(result.report().notes())
        .containsExactly(
            "1 ids of the data set are shared by several texts; these passages get the hash of"
                + " their text as id.");
  }

  @Test
  void aCorpusNeedsAPassage() {
    EasyNegatives recipe = recipe(Pool.all()).withCorpus(Corpora.of(List.of()));
    assertThatThrownBy(() -> recipe.forEach(row -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("passages in memory has no passages; a corpus needs at least one.");
  }

  @Test
  void aTsvWithoutNamesHasAnIdAndATextOnEachLine(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("collection.tsv"), "0\tDer \"Dom\".\r\n\n1\t\"Das Münster\tvon Ulm.\n");
    assertThat(Corpora.files(file).passages())
        .containsExactly(
            Passage.of("Der \"Dom\".").withSourceId(Optional.of("0")),
            Passage.of("\"Das Münster\tvon Ulm.").withSourceId(Optional.of("1")));
    Path broken = Files.writeString(folder.resolve("broken.tsv"), "0\tDom\nMünster\n");
    assertThatThrownBy(
            () -> {
              try (Stream<Passage> passages = Corpora.files(broken).passages()) {
                passages.forEach(passage -> {});
              }
            })
        .hasMessage(
            "broken.tsv:2: a line is an id and a text, with a tab between, found none; add the id,"
                + " or give the file a first line of column names, such as id, title and text.");
  }

  @Test
  void filesOfPassagesAreReadByTheirFields() throws IOException {
    Path beir =
        Files.writeString(
            folder.resolve("corpus.jsonl"),
            """
            {"_id": "1", "title": "T", "text": "a"}
            {"docid": 2, "text": "b"}
            """);
    Path plain = Files.writeString(folder.resolve("plain.txt"), "c\n\n  d \r\n");
    assertThat(passages(Corpora.files(beir, plain)))
        .containsExactly(
            Passage.of("T\n\na").withSourceId(Optional.of("1")),
            Passage.of("b").withSourceId(Optional.of("2")),
            Passage.of("c"),
            Passage.of("  d "));
    assertThat(passages(Corpora.files("{title}: {text}", beir)).get(0).text()).isEqualTo("T: a");
    Path broken = Files.writeString(folder.resolve("broken.jsonl"), "\n{\"id\": 1}");
    assertThatThrownBy(() -> passages(Corpora.files(broken)))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            "broken.jsonl:2: text is missing; a passage is {\"_id\", \"title\", \"text\"}, and"
                + " this has the fields id.");
  }

  @Test
  void noPassageOfACorpusIsOnBothSidesOfASplit() {
    List<QaRow> rows = new ArrayList<>();
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      rows.add(QaRow.of(List.of("context " + i), "question " + i, "x", 0));
      passages.add(Passage.of("context " + i));
      passages.add(Passage.of("passage " + i));
    }
    Split split = Splits.of(Datasets.of(rows), 0.25, 7);
    List<Passage> kept = passages(split.kept(Corpora.of(passages)));
    List<Passage> heldOut = passages(split.heldOut(Corpora.of(passages)));
    Set<Passage> both = new HashSet<>(kept);
    both.retainAll(heldOut);
    assertThat(both).isEmpty();
    assertThat(kept.size() + heldOut.size()).isEqualTo(80);
    assertThat(heldOut.size()).isBetween(10, 30);
    try (Stream<QaRow> ofKept = split.kept().rows()) {
      assertThat(ofKept).allMatch(row -> kept.contains(Passage.of(row.contexts().get(0))));
    }
  }

  @Test
  void aDataSetThatBringsItsCorpusIsSplitWithIt(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("qrels"));
    StringBuilder corpus = new StringBuilder();
    StringBuilder queries = new StringBuilder();
    StringBuilder qrels = new StringBuilder("query-id\tcorpus-id\tscore\n");
    for (int i = 0; i < 40; i++) {
      corpus
          .append("{\"_id\":\"d")
          .append(i)
          .append("\",\"text\":\"passage ")
          .append(i)
          .append("\"}\n");
      corpus
          .append("{\"_id\":\"e")
          .append(i)
          .append("\",\"text\":\"further ")
          .append(i)
          .append("\"}\n");
      queries
          .append("{\"_id\":\"q")
          .append(i)
          .append("\",\"text\":\"question ")
          .append(i)
          .append("\"}\n");
      qrels.append("q").append(i).append("\td").append(i).append("\t1\n");
    }
    Files.writeString(folder.resolve("corpus.jsonl"), corpus);
    Files.writeString(folder.resolve("queries.jsonl"), queries);
    Files.writeString(folder.resolve("qrels/train.tsv"), qrels);
    Split split = Splits.of(Datasets.beir(folder), 0.25, 7);
    List<Passage> kept = passages(split.kept().corpus().orElseThrow());
    List<Passage> heldOut = passages(split.heldOut().corpus().orElseThrow());
    assertThat(kept).doesNotContainAnyElementsOf(heldOut);
    assertThat(kept.size() + heldOut.size()).isEqualTo(80);
    assertThat(heldOut).filteredOn(each -> each.text().startsWith("passage")).hasSize(10);
    assertThat(heldOut).filteredOn(each -> each.text().startsWith("further")).isNotEmpty();
    // What was taken for nothing before: rows with one context each have no other candidate.
    MiningReport report =
        EasyNegatives.from(split.kept())
            .embedWith(HashingEmbedder.ofDimension(32))
            .candidates(Pool.all())
            .forEach(row -> assertThat(row.negatives()).hasSize(1));
    assertThat(report.rows().read()).isEqualTo(30);
  }

  private static List<Passage> passages(Corpus corpus) {
    try (Stream<Passage> passages = corpus.passages()) {
      return passages.toList();
    }
  }
}
