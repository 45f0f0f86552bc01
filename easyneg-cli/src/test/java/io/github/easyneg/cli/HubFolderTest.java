package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.options.Hub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
  void theCardSaysLicenceAndLanguages() throws IOException {
    Cli.Outcome outcome =
        mine("--hub-license", "cc-by-4.0", "--hub-language", "de", "--hub-language", "en");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).doesNotContain("README.md");
    assertThat(Files.readString(folder.resolve("README.md")))
        .contains("\nlanguage:\n- \"de\"\n- \"en\"\nlicense: \"cc-by-4.0\"\n");
  }

  @Test
  void whatTheCardLacksIsSaidAndLeftOut() throws IOException {
    assertThat(mine().err())
        .isEqualTo(
            "easyneg: README.md names no licence and no language; --hub-license and --hub-language"
                + " do, as the Hub asks for.\n");
    assertThat(Files.readString(folder.resolve("README.md")))
        .doesNotContain("language:", "license:");
    assertThat(mine("--hub-license", "mit").err())
        .isEqualTo(
            "easyneg: README.md names no language; --hub-language does, as the Hub asks for.\n");
    assertThat(mine("--hub-language", "de").err())
        .isEqualTo(
            "easyneg: README.md names no licence; --hub-license does, as the Hub asks for.\n");
  }

  @Test
  void aLicenceByAnotherNameIsRefusedBeforeAnyWork() {
    assertThat(mine("--hub-license", "CC BY 4.0"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: the licence \"CC BY 4.0\" is not written as the Hub names one, in"
                    + " lower-case letters, digits, '.', '+' and '-'; write it as in"
                    + " cc-by-4.0.\n"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aLanguageByAnotherNameIsRefusedBeforeAnyWork() {
    assertThat(mine("--hub-language", "de,German"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: the language \"German\" is not a code of two or three lower-case letters;"
                    + " write it as in de.\n"));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theCardIsNamedAsTheFolderHoweverThatIsWritten() throws IOException {
    Path data = folder.resolve("questions");
    Cli.Outcome outcome =
        Cli.run("mine", "" + Cli.SAMPLE, "--embedder", "hashing", "--hub-folder", data + "/.");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(data.resolve("README.md")))
        .startsWith("---\npretty_name: \"questions\"\n");
  }

  private Cli.Outcome mine(String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "mine",
                "" + Cli.SAMPLE,
                "--embedder",
                "hashing",
                "--progress",
                "none",
                "--hub-folder",
                "" + folder));
    args.addAll(List.of(more));
    return Cli.run(args.toArray(String[]::new));
  }

  @Test
  void theSourceIsADataSetOnTheHubAndNoFileOfOnesOwn() {
    assertThat(
            Hub.datasets(
                List.of("rows.jsonl", "hf:DiscoResearch/germanrag@main/x.jsonl", "-", "hf:squad")))
        .containsExactly("DiscoResearch/germanrag", "squad");
  }
}
