package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NeMo's JSON is one object, and its corpus a folder. */
class NemoTest {
  private final Path folder;

  NemoTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static EasyNegatives recipe() {
    return Jobs.all(QaRow.of(List.of("p", "h"), "q", "a", 0), "n", "p", "h");
  }

  @Test
  void theObjectNamesTheFolderBesideIt() throws IOException {
    MiningReport report = recipe().write(OutputFormats.nemo("wiki"), folder.resolve("t.val.json"));
    assertThat(report.lines().written()).isEqualTo(1);
    String json = Files.readString(folder.resolve("t.val.json"));
    assertThat(json)
        .startsWith("{\"corpus\":[{\"path\":\"t.val.corpus\"}],\"data\":[\n{\"question_id\":\"")
        .contains("\"question\":\"q\",\"corpus_id\":\"wiki\",\"pos_doc\":[{\"id\":\"")
        .endsWith("\"}]}\n]}\n");
    assertThat(folder.resolve("t.val.corpus/merlin_metadata.json"))
        .hasContent("{\"class\":\"TextQADataset\",\"corpus_id\":\"wiki\"}");
    assertThat(Files.readAllLines(folder.resolve("t.val.corpus/train.jsonl")))
        .hasSize(3)
        .allMatch(line -> line.matches("\\{\"id\":\"[0-9a-f]{32}\",\"text\":\"[nph]\"}"));
  }

  @Test
  void aNameThatSaysAnotherTypeIsRefusedBeforeAnyWork() {
    Path file = folder.resolve("t.jsonl");
    assertThatThrownBy(() -> recipe().write(OutputFormats.nemo("easyneg"), file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            file
                + ": the format nemo is one JSON object, which the name does not say; end it in"
                + " .json or .json.gz.");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void nothingIsLeftOfARunThatFails() throws IOException {
    EasyNegatives failing =
        recipe()
            .rejecting(
                io.github.easyneg.mine.Guards.guard(
                    "broken",
                    (row, candidate) -> {
                      throw new IllegalStateException("broken");
                    }));
    assertThatThrownBy(() -> failing.write(OutputFormats.nemo("easyneg"), folder.resolve("t.json")))
        .hasMessageContaining("broken");
    try (Stream<Path> left = Files.walk(folder)) {
      assertThat(left).containsExactly(folder);
    }
  }
}
