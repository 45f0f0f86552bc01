package io.github.easyneg.hub;

import static io.github.easyneg.hub.StubHub.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class HubRowsTest extends HubFixture {

  @Test
  void theOneFileOfRowsIsFetchedWithoutItsName() {
    dataset(10);
    hub.repository("datasets/" + DATASET)
        .file("README.md", "x")
        .file("dataset_infos.json", "{}")
        .file("schema.json", "{}");

    Path file = client().fetchDataset(DATASET);

    assertThat(file).hasFileName(FILE).isEqualTo(client().fetchDataset(DATASET, FILE));
  }

  @Test
  void aJsonFileWillDoWhereThereAreNoJsonLines() {
    hub.repository("datasets/" + DATASET).file("data/rows.json.gz", "x").file("state.json", "{}");

    assertThat(client().fetchDataset(DATASET)).hasFileName("rows.json.gz").hasContent("x");
  }

  @Test
  void severalFilesOfRowsAreListed() {
    hub.repository("datasets/" + DATASET).file("a.jsonl", "x").file("b/c.jsonl.gz", "x");

    assertFailure(
        () -> client().fetchDataset(DATASET),
        Reason.FILE_NOT_FOUND,
        "dataset "
            + DATASET
            + " at revision 'main': expected one file of rows (.jsonl or .json, or a .gz of"
            + " either), but the repository has 2. Name one of them: a.jsonl, b/c.jsonl.gz.");
  }

  @Test
  void noFileOfRowsIsAnError() {
    hub.repository("datasets/" + DATASET).file("rows.parquet", "x");

    assertFailure(
        () -> client().fetchDataset(DATASET),
        Reason.FILE_NOT_FOUND,
        "dataset "
            + DATASET
            + " at revision 'main': expected one file of rows (.jsonl or .json, or a .gz of"
            + " either), but the repository has none. Use another data set, or turn its rows into"
            + " JSON Lines.");
  }

  @Test
  void theCacheStandsInForAHubThatFails() {
    dataset(10);
    Path first = client().fetchDataset(DATASET);

    assertThat(client().offline(true).fetchDataset(DATASET)).isEqualTo(first);
    hub.script("GET", "/revision/main", status(503));
    assertThat(client().fetchDataset(DATASET)).isEqualTo(first);
    assertThat(warnings).hasSize(1);
  }
}
