package io.github.easyneg.hub;

import static io.github.easyneg.hub.StubHub.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.data.FieldMap;
import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import io.github.easyneg.hub.StubHub.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HubRowsTest extends HubFixture {
  private static final String PLACE = "dataset " + DATASET + " at revision 'main': ";
  private static final String EXPECTED =
      "expected one file of rows (.jsonl, .parquet, .json, .csv or .tsv, or a .gz), or parts of"
          + " one, but the repository has ";

  private Repository repository() {
    return hub.repository("datasets/" + DATASET);
  }

  private HubRows rows(String config, String split) {
    return client()
        .fetchRows(
            DATASET,
            Optional.of(config).filter(name -> !name.isEmpty()),
            Optional.of(split).filter(name -> !name.isEmpty()));
  }

  private static List<String> names(HubRows rows) {
    return rows.files().stream().map(file -> String.valueOf(file.getFileName())).toList();
  }

  @Test
  void theOneFileOfRowsIsFetchedWithoutItsName() {
    dataset(10);
    repository().file("README.md", "x").file("dataset_infos.json", "{}").file("schema.json", "{}");

    HubRows rows = client().fetchRows(DATASET);

    assertThat(rows)
        .isEqualTo(HubRows.of("default", "train", List.of(client().fetchDataset(DATASET, FILE))));
  }

  @Test
  void aJsonFileWillDoWhereThereAreNoJsonLines() {
    repository().file("data/rows.json.gz", "x").file("state.json", "{}");

    assertThat(names(client().fetchRows(DATASET))).containsExactly("rows.json.gz");
  }

  @Test
  void severalFilesOfRowsAreListed() {
    repository().file("a.jsonl", "x").file("data/c.jsonl.gz", "x");

    assertFailure(
        () -> client().fetchRows(DATASET),
        Reason.FILE_NOT_FOUND,
        PLACE + EXPECTED + "2 files of rows. Name one of them: a.jsonl, data/c.jsonl.gz.");
  }

  @Test
  void partsOfParquetAreReadTogether() {
    repository()
        .file("data/train-00000-of-00002-0123456789abcdef.parquet", "a")
        .file("data/train-00001-of-00002-fedcba9876543210.parquet", "b")
        .file("data/validation-00000-of-00001.parquet", "c");

    assertThat(names(rows("", "")))
        .containsExactly(
            "train-00000-of-00002-0123456789abcdef.parquet",
            "train-00001-of-00002-fedcba9876543210.parquet");
    assertThat(names(rows("", "validation"))).containsExactly("validation-00000-of-00001.parquet");
    assertFailure(
        () -> rows("", "test"),
        Reason.FILE_NOT_FOUND,
        PLACE
            + "there is no split 'test'; the configuration 'default' has train, validation. Name"
            + " one of these.");
  }

  @Test
  void aPartThatIsMissingIsNoticed() {
    repository().file("data/train-00000-of-00002.parquet", "a");

    assertFailure(
        () -> rows("", ""),
        Reason.FILE_NOT_FOUND,
        PLACE
            + "expected all parts of the split 'train', found data/train-00000-of-00002.parquet."
            + " Tell the data set's authors, or name one file.");
  }

  @Test
  void configurationsAreListedWhereNoneIsNamed() {
    repository()
        .file("de/train-00000-of-00001.parquet", "a")
        .file("de/test-00000-of-00001.parquet", "b")
        .file("en/train-00000-of-00001.parquet", "c");

    assertFailure(
        () -> rows("", ""),
        Reason.FILE_NOT_FOUND,
        PLACE
            + EXPECTED
            + "2 configurations. Name one of them, as in hf:"
            + DATASET
            + ":de: de (test, train), en (train).");
    assertThat(rows("en", "").files().get(0)).hasContent("c");
    assertThat(rows("de", "test").files().get(0)).hasContent("b");
    assertFailure(
        () -> rows("fr", ""),
        Reason.FILE_NOT_FOUND,
        PLACE + "there is no configuration 'fr'; de (test, train), en (train). Name one of these.");
  }

  @Test
  void theCardSaysWhichFilesAConfigurationHas() {
    repository()
        .file(
            "README.md",
            """
            ---
            license: cc-by-4.0
            configs:
            - config_name: small
              data_files: small/*.parquet
            - config_name: plain_text
              default: true
              data_files:
              - split: train
                path: plain_text/train-*
              - split: validation
                path:
                - "plain_text/val-[01].parquet"
                - plain_text/{x,y}.parquet
            - config_name: folder
              data_dir: deep
            ---
            # Text
            """)
        .file("small/a.parquet", "s")
        .file("plain_text/train-1.parquet", "t")
        .file("plain_text/val-0.parquet", "v")
        .file("plain_text/x.parquet", "x")
        .file("deep/er/test.jsonl", "d");

    assertThat(rows("", "").config()).isEqualTo("plain_text");
    assertThat(names(rows("", ""))).containsExactly("train-1.parquet");
    assertThat(names(rows("plain_text", "validation")))
        .containsExactly("val-0.parquet", "x.parquet");
    assertThat(names(rows("small", "train"))).containsExactly("a.parquet");
    assertThat(names(rows("folder", ""))).containsExactly("test.jsonl");
  }

  @Test
  void theCardSaysWhichColumnIsWhat() {
    repository()
        .file(
            "README.md",
            """
            ---
            train-eval-index:
            - config: default
              task: question-answering
              task_id: extractive_question_answering
              splits:
                train_split: train
              col_mapping:
                frage: question
                absatz: context
                antworten:
                  texte: text
                  anfang: answer_start
            ---
            """)
        .file("train.parquet", "t");

    assertThat(rows("", "").map())
        .contains(
            FieldMap.parse("question=frage,answer=antworten.texte,contexts=absatz,positive=0"));
  }

  @Test
  void aCardThatCannotBeReadSaysNothing() {
    repository().file("README.md", "---\nconfigs: [\n---\n").file("train.parquet", "t");

    assertThat(names(rows("", ""))).containsExactly("train.parquet");
    assertThat(rows("", "").map()).isEmpty();
  }

  @Test
  void whatTheHubTurnedIntoParquetServesWhereThereIsNothingElse() {
    repository()
        .file("german.py", "x")
        .commit("2".repeat(40))
        .file("default/train/0000.parquet", "a")
        .file("default/train/0001.parquet", "b")
        .file("default/test/0000.parquet", "c")
        .tag("refs/convert/parquet")
        .commit("3".repeat(40));
    repository().refs.put("main", StubHub.COMMIT);

    HubRows rows = rows("", "");

    assertThat(names(rows)).containsExactly("0000.parquet", "0001.parquet");
    assertThat(rows.files().get(1)).hasContent("b");
    assertThat(rows("default", "test").files().get(0)).hasContent("c");
  }

  @Test
  void noFileOfRowsIsAnError() {
    repository().file("rows.zip", "x");

    assertFailure(
        () -> client().fetchRows(DATASET),
        Reason.FILE_NOT_FOUND,
        PLACE
            + "expected files of rows (.jsonl, .parquet, .json, .csv or .tsv, or a .gz), but the"
            + " repository has none, nor has the Hub turned it into Parquet. Use another data set,"
            + " or turn its rows into JSON Lines.");
  }

  @Test
  void aBeirDataSetComesWithItsQueriesAndCorpus() {
    repository()
        .file("corpus.jsonl", "c")
        .file("queries.jsonl", "q")
        .file("qrels/test.tsv", "e")
        .file("qrels/train.tsv", "t");

    Path train = rows("", "").files().get(0);
    assertThat(train).hasContent("t");
    assertThat(train.resolveSibling("../corpus.jsonl")).hasContent("c");
    assertThat(train.resolveSibling("../queries.jsonl")).hasContent("q");
    assertThat(rows("", "test").files().get(0)).hasContent("e");
  }

  @Test
  void theCacheStandsInForAHubThatFails() {
    dataset(10);
    HubRows first = client().fetchRows(DATASET);

    assertThat(client().offline(true).fetchRows(DATASET)).isEqualTo(first);
    hub.script("GET", "/revision/main", status(503));
    assertThat(client().fetchRows(DATASET)).isEqualTo(first);
    assertThat(warnings).hasSize(1);
  }

  @Test
  void halfOfTheFilesInTheCacheIsNotEnough() {
    repository()
        .file("data/train-00000-of-00002.parquet", "a")
        .file("data/train-00001-of-00002.parquet", "b");
    Path unused = client().fetchDataset(DATASET, "data/train-00000-of-00002.parquet");

    assertFailure(
        () -> client().offline(true).fetchRows(DATASET),
        Reason.OFFLINE,
        PLACE
            + "expected it with files of rows in the cache "
            + home.resolve("hub")
            + ", but it is not there, and offline mode forbids downloading. Run once online, or"
            + " unset HF_HUB_OFFLINE.");
    assertThat(unused).hasContent("a");
  }
}
