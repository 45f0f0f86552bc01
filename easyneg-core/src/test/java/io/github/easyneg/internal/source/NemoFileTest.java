package io.github.easyneg.internal.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.mine.Pool;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NeMo Retriever's JSON and the corpora that it names. */
class NemoFileTest {
  private final Path folder;

  NemoFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Path write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text.replace('\'', '"'));
  }

  private static List<QaRow> rows(Dataset data) {
    try (Stream<QaRow> rows = data.rows()) {
      return rows.toList();
    }
  }

  private static List<String> passages(Dataset data) {
    Corpus corpus = data.corpus().orElseThrow();
    try (Stream<Passage> passages = corpus.passages()) {
      return passages.map(Passage::text).toList();
    }
  }

  @Test
  void rowsNamePassagesByTheirIdsInSeveralCorpora() throws IOException {
    Path file =
        write(
            "train.json",
            """
            {'corpus': [{'path': './wiki'}, {'path': 'own/texts'}],
             'data': [
               {'question_id': 'q1', 'question': 'Wo?', 'corpus_id': 'wiki',
                'pos_doc': [{'id': '1'}, {'id': 2}], 'neg_doc': [{'id': '3'}]},
               {'question_id': 'q2', 'question': 'Wer?', 'corpus_id': 'own', 'answers': ['ich'],
                'pos_doc': ['1']}
             ]}
            """);
    Path metadata =
        write("wiki/merlin_metadata.json", "{'class':'TextQADataset','corpus_id':'wiki'}");
    Path wiki =
        write(
            "wiki/train.jsonl",
            """
            {'id': '1', 'text': 'eins'}
            {'id': 2, 'title': 'Titel', 'text': 'zwei'}
            {'id': '3', 'text': 'drei'}
            {'id': '4', 'text': 'vier'}
            """);
    Path other = write("own/texts/merlin_metadata.json", "{'corpus_id':'own'}");
    Path own = write("own/texts/a.jsonl", "{'id': '1', 'text': 'mein'}\n");

    Dataset data = Datasets.auto(file);
    List<QaRow> rows = rows(data);
    assertThat(rows).extracting(QaRow::question).containsExactly("Wo?", "Wer?");
    assertThat(rows.get(0).positiveContexts()).containsExactly("eins", "Titel\n\nzwei");
    assertThat(rows.get(0).contexts()).containsExactly("eins", "Titel\n\nzwei", "drei");
    assertThat(rows.get(0).contextId(1)).contains("2");
    assertThat(rows.get(0).answers()).isEmpty();
    assertThat(rows.get(1).contexts()).containsExactly("mein");
    assertThat(rows.get(1).answers()).containsExactly("ich");
    assertThat(passages(data)).containsExactly("eins", "Titel\n\nzwei", "drei", "vier", "mein");
    assertThat(data.notes())
        .containsExactly("read as NeMo Retriever: 2 rows, 0 to 1 hard negatives each");
    assertThat(
            data.files().stream()
                .map(each -> folder.toAbsolutePath().relativize(each.toAbsolutePath())))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(file, metadata, wiki, other, own).map(folder::relativize).toList());
  }

  @Test
  void whatIsWrittenIsReadAgainAndMinesTheSameRows() throws IOException {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      rows.add(QaRow.ofRetrieval("question " + i, List.of("passage " + i), List.of("beside " + i)));
    }
    Path file = folder.resolve("t.json");
    MiningReport report = recipe(Datasets.of(rows)).write(OutputFormats.nemo("easyneg"), file);
    assertThat(report.lines().written()).isEqualTo(12);

    Dataset again = Datasets.auto(file);
    List<QaRow> read = rows(again);
    assertThat(read)
        .extracting(QaRow::question)
        .containsExactlyElementsOf(rows.stream().map(QaRow::question).toList());
    for (int i = 0; i < rows.size(); i++) {
      assertThat(read.get(i).positiveContexts()).isEqualTo(rows.get(i).positiveContexts());
      assertThat(read.get(i).contexts()).contains("beside " + i).hasSize(4);
    }
    assertThat(passages(again)).hasSize(24);
    // Once more: the same file, so the same rows with the same negatives next to them.
    Path second = folder.resolve("second.json");
    MiningReport unused =
        recipe(Datasets.of(read.stream().map(NemoFileTest::asBefore).toList()))
            .write(OutputFormats.nemo("easyneg"), second);
    assertThat(Files.readString(second).replace("second.corpus", "t.corpus"))
        .isEqualTo(Files.readString(file));
  }

  private static QaRow asBefore(QaRow row) {
    return QaRow.ofRetrieval(row.question(), row.positiveContexts(), row.contexts().subList(1, 2));
  }

  private static EasyNegatives recipe(Dataset data) {
    return EasyNegatives.from(data)
        .embedWith(HashingEmbedder.ofDimension(32))
        .candidates(Pool.all())
        .sampleK(2)
        .seed(3);
  }

  @Test
  void aFolderThatIsNotThereIsNamed() throws IOException {
    Path file =
        write("t.json", "{'corpus':[{'path':'gone'}],'data':[{'question':'q','pos_doc':[]}]}");
    assertThatThrownBy(() -> Datasets.auto(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + " names the corpus folder \"gone\", which is not there; put it beside the file,"
                + " or correct its path.");
    Files.createDirectory(folder.resolve("gone"));
    assertThatThrownBy(() -> Datasets.auto(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + " names the corpus folder \"gone\", which holds no passages; expected a .jsonl or"
                + " .parquet file of {\"id\", \"text\"}.");
  }

  @Test
  void idsAndCorporaThatAreNotThereAreBadRows() throws IOException {
    Path file =
        write(
            "t.json",
            """
            {'corpus':[{'path':'c'}],'data':[
            {'question':'q1','corpus_id':'wiki','pos_doc':[{'id':'1'}]},
            {'question':'q2','corpus_id':'wiki','pos_doc':[{'id':'7'}]},
            {'question':'q3','corpus_id':'wkii','pos_doc':[{'id':'1'}]},
            {'question':'q4','corpus_id':'wiki','pos_doc':[{'id':null}]}
            ]}
            """);
    Path unused = write("c/merlin_metadata.json", "{'corpus_id':'wiki'}");
    unused = write("c/train.jsonl", "{'id':'1','text':'eins'}\n");
    Path rejects = folder.resolve("rejects.jsonl");
    Dataset data = Datasets.files(InputFormat.auto(), BadRows.skip(rejects, 9), file);
    assertThat(rows(data)).extracting(QaRow::question).containsExactly("q1");
    assertThat(Files.readString(rejects))
        .contains(
            "\"line\":3,\"reason\":\"pos_doc[0].id is the id \\\"7\\\", which is not in"
                + " train.jsonl; add the passage there, or remove the id here.\"")
        .contains(
            "\"line\":4,\"reason\":\"corpus_id is \\\"wkii\\\"; expected one of those that the"
                + " file's corpus folders have: wiki.\"")
        .contains("\"line\":5,\"reason\":\"pos_doc[0].id must be an id");
  }

  @Test
  void recordsAloneTakeTheirPassagesFromACorpusThatIsGiven() throws IOException {
    Path file =
        write("t.jsonl", "{'question':'q','pos_doc':[{'id':'1'}],'neg_doc':[{'id':'2'}]}\n");
    assertThatThrownBy(() -> rows(Datasets.auto(file)))
        .isInstanceOf(DatasetFormatException.class)
        .hasMessage(
            "t.jsonl:1: pos_doc[0].id is the id \"1\", but there is no corpus whose passages have"
                + " ids; name one (--corpus FILE, or InputFormat.withCorpus).");
    Corpus corpus =
        Corpora.files(write("c.jsonl", "{'id':'1','text':'eins'}\n{'id':'2','text':'zwei'}\n"));
    InputFormat format = InputFormat.auto().withCorpus(corpus);
    assertThat(rows(Datasets.files(format, BadRows.stop(), file)).get(0).contexts())
        .containsExactly("eins", "zwei");
  }
}
