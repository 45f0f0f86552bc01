package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Corpora;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.Pool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each shape is read as its golden file says, and what is written is read again. */
class ReadBackTest {
  private static final Path SHAPES = Path.of("src/test/resources/shapes");

  private final Path folder;

  ReadBackTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "squad.json",
        "squad-hub.jsonl",
        "dpr.json",
        "dpr-output.json",
        "flag-embedding.jsonl",
        "sentence-transformers.jsonl",
        "sentence-transformers-labelled.jsonl",
        "tevatron.jsonl",
        "ragas.jsonl",
        "llama-index.json",
        "llama-index-pairs.json",
        "columns.jsonl"
      })
  void everyShapeIsReadAsItsGoldenFileSays(String name) {
    Path expected = SHAPES.resolve(name.replaceFirst("\\.jsonl?$", ".rows.jsonl"));
    assertThat(rows(Datasets.auto(SHAPES.resolve(name)))).isEqualTo(rows(Datasets.jsonl(expected)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "triplet",
        "ntuple:2",
        "labelled-pair",
        "labelled-list",
        "flag-embedding",
        "tevatron",
        "dpr",
        "germanrag",
        "reranker-eval"
      })
  void whatIsWrittenIsReadAndMinedAgain(String format) {
    List<QaRow> before = sample();
    List<QaRow> once = writtenAndRead(Datasets.of(before), format, "once.jsonl");
    assertThat(once).hasSameSizeAs(before);
    for (int i = 0; i < once.size(); i++) {
      assertThat(once.get(i).question()).isEqualTo(before.get(i).question());
      assertThat(once.get(i).positiveContexts()).isEqualTo(before.get(i).positiveContexts());
      assertThat(negatives(once.get(i)))
          .containsAll(negatives(before.get(i)))
          .hasSize(negatives(before.get(i)).size() + 1);
    }

    List<QaRow> twice = writtenAndRead(Datasets.of(once), format, "twice.jsonl");
    for (int i = 0; i < twice.size(); i++) {
      assertThat(twice.get(i).question()).isEqualTo(once.get(i).question());
      assertThat(twice.get(i).positiveContexts()).isEqualTo(once.get(i).positiveContexts());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dpr", "germanrag", "tevatron", "flag-embedding"})
  void readAgainItIsMinedAlike(String format) {
    Dataset read = read(written(Datasets.of(sample()), format, "mined.jsonl"), format);
    List<QaRow> rows = rows(read);
    assertThat(mined(read)).isEqualTo(mined(Datasets.of(rows)));
  }

  @Test
  void dprAndGermanragKeepAllAnswersAndIds() {
    for (String format : List.of("dpr", "germanrag")) {
      QaRow row =
          new QaRow(
              List.of("Köln\n\nDom", "Ulm"),
              "Wo?",
              List.of("in Köln", "am Rhein"),
              List.of(0),
              Map.of(0, "p"),
              Map.of());
      List<QaRow> all = new ArrayList<>(sample());
      all.add(row);
      QaRow read = writtenAndRead(Datasets.of(all), format, format + ".jsonl").get(all.size() - 1);
      assertThat(read.answers()).isEqualTo(row.answers());
      assertThat(read.contextId(0)).contains("p");
    }
  }

  /** Rows with one positive and one hard negative each. */
  private static List<QaRow> sample() {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      QaRow row =
          QaRow.ofRetrieval(
              "Was ist Ding " + i + "?",
              List.of("Ding" + i + " ist aus Stoff" + i + " gemacht."),
              List.of("Sache" + i + " kommt aus Ort" + i + "."));
      rows.add(row.withAnswers(List.of("Stoff" + i)));
    }
    return rows;
  }

  private List<QaRow> writtenAndRead(Dataset data, String format, String name) {
    return rows(read(written(data, format, name), format));
  }

  private Path written(Dataset data, String format, String name) {
    Path out = folder.resolve(name);
    assertThat(recipe(data).write(OutputFormats.byName(format), out).rows().read()).isPositive();
    return out;
  }

  private static EasyNegatives recipe(Dataset data) {
    return EasyNegatives.from(data)
        .embedWith(HashingEmbedder.ofDimension(64))
        .candidates(Pool.all());
  }

  private Dataset read(Path out, String format) {
    if (!format.equals("tevatron")) {
      return Datasets.auto(out);
    }
    String name = String.valueOf(out.getFileName()).replace(".jsonl", ".corpus.jsonl");
    return Datasets.files(
        InputFormat.auto().withCorpus(Corpora.files(out.resolveSibling(name))),
        BadRows.stop(),
        out);
  }

  private static Map<String, Set<String>> mined(Dataset data) {
    Map<String, Set<String>> mined = new LinkedHashMap<>();
    assertThat(
            recipe(data)
                .forEach(
                    row -> {
                      Set<String> texts = new HashSet<>();
                      for (MinedNegative negative : row.negatives()) {
                        texts.add(negative.passage().text());
                      }
                      mined.put(row.row().question(), texts);
                    })
                .rows()
                .read())
        .isPositive();
    return mined;
  }

  private static Set<String> negatives(QaRow row) {
    Set<String> texts = new HashSet<>();
    row.hardNegatives().forEach(index -> texts.add(row.contexts().get(index)));
    return texts;
  }

  private static List<QaRow> rows(Dataset data) {
    try (Stream<QaRow> rows = data.rows()) {
      return rows.toList();
    }
  }
}
