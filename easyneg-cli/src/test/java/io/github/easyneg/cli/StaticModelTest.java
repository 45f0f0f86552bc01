package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.onnx.StaticEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code --embedder static} without {@code --model}: the static model that comes with the program.
 */
class StaticModelTest {
  private static final String KNOWS =
      "easyneg: the model is all-MiniLM-L6-v2 as a static model, which knows English; for other"
          + " languages name a multilingual one with --model.\n";

  private final Path folder;

  StaticModelTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void itMinesAndItsSettingsNameItAndRepeatTheRun() throws IOException {
    Path first = folder.resolve("first.jsonl");
    Path second = folder.resolve("second.jsonl");

    Cli.Outcome outcome = Cli.mine(first, "--embedder", "static", "--threads", "1");
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).contains(KNOWS);
    try (StaticEmbedder model = StaticEmbedder.allMiniLmL6V2()) {
      assertThat(Files.readString(folder.resolve("first.jsonl.config.yml")))
          .contains("\nembedder: static\ndevice: cpu\n")
          .contains("\n# embedder: " + model.fingerprint() + "\n");
    }
    assertThat(
            Cli.run(
                    "mine",
                    "--config",
                    "" + folder.resolve("first.jsonl.config.yml"),
                    "--out",
                    "" + second,
                    "--threads",
                    "3")
                .code())
        .isEqualTo(ExitCode.OK);
    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
  }

  @Test
  void itIsNotTheNetworkAndNotHashedWords() throws IOException {
    Path network = folder.resolve("network.jsonl");
    Path words = folder.resolve("words.jsonl");
    Path own = folder.resolve("static.jsonl");
    Cli.mine(network, "--embedder", "onnx");
    Cli.mine(words);
    Cli.mine(own, "--embedder", "static");

    assertThat(Files.mismatch(own, network)).isNotEqualTo(-1);
    assertThat(Files.mismatch(own, words)).isNotEqualTo(-1);
  }

  @Test
  void doctorCountsItsTokensAndNamesIt() {
    Cli.Outcome outcome = Cli.run("doctor", "" + Cli.SAMPLE, "--embedder", "static");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).isEqualTo(KNOWS);
    assertThat(outcome.out())
        .contains(
            "\ntokens                 longest passage 228; all-MiniLM-L6-v2 reads all of any"
                + " passage\n");
  }

  @Test
  void itsVectorsCanBeTruncatedAndNotMadeLonger() {
    assertThat(Cli.mine(folder.resolve("a.jsonl"), "--embedder", "static", "--dimensions", "64"))
        .extracting(Cli.Outcome::code)
        .isEqualTo(ExitCode.OK);
    assertThat(
            Cli.mine(
                folder.resolve("b.jsonl"), "-q", "--embedder", "static", "--dimensions", "257"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: dimensions is 257, but the model's vectors have 256 numbers. Use at most"
                    + " that, or leave it out.\n"));
  }
}
