package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubFolderTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void theCardNamesEveryFileOfTheFolder() throws IOException {
    Cli.Outcome outcome =
        Cli.run(
            "mine",
            "" + Cli.SAMPLE,
            "--embedder",
            "hashing",
            "-q",
            "--format",
            "tevatron",
            "--split",
            "val=0.2",
            "--hub-folder",
            "" + folder);

    assertThat(outcome).isEqualTo(new Cli.Outcome(ExitCode.OK, "", ""));
    assertThat(Files.readString(folder.resolve("README.md")))
        .contains(
            """
            configs:
            - config_name: default
              data_files:
              - split: "train"
                path: "train.jsonl"
              - split: "val"
                path: "val.jsonl"
            - config_name: corpus
              data_files:
              - split: "train"
                path: "train.corpus.jsonl"
              - split: "val"
                path: "val.corpus.jsonl"
            ---
            """);
    assertThat(folder).isDirectoryContaining("glob:**/val.corpus.jsonl");
    assertThat(folder).isDirectoryContaining("glob:**/train.corpus.jsonl");
  }

  @Test
  void theSourceIsADataSetOnTheHubAndNoFileOfOnesOwn() {
    assertThat(
            Hub.datasets(
                List.of("rows.jsonl", "hf:DiscoResearch/germanrag@main/x.jsonl", "-", "hf:squad")))
        .containsExactly("DiscoResearch/germanrag", "squad");
  }
}
