package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputNamesTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --audit train.jsonl                      | --audit would write DIR/train.jsonl, and so would --out; give each a file of its own.
          --audit rows.jsonl                       | --audit would write over the input DIR/rows.jsonl; write to another file.
          --ft-config rows.jsonl                   | --ft-config would write over the input DIR/rows.jsonl; write to another file.
          --ft-config train.jsonl                  | --ft-config would write DIR/train.jsonl, and so would --out; give each a file of its own.
          --ft-config train.jsonl.config.yml       | the list of settings would write DIR/train.jsonl.config.yml, and so would --ft-config; give each a file of its own.
          --rejects train.jsonl                    | --out would write DIR/train.jsonl, and so would --rejects; give each a file of its own.
          --rejects rows.jsonl                     | --rejects would write over the input DIR/rows.jsonl; write to another file.
          --split val=0.1 --audit train.val.jsonl  | --audit would write DIR/train.val.jsonl, and so would --split; give each a file of its own.
          --format tevatron --audit train.corpus.jsonl | --audit would write DIR/train.corpus.jsonl, and so would --format; give each a file of its own.
          """)
  void noFileIsWrittenTwice(String options, String message) throws IOException {
    Path rows = Files.copy(Cli.SAMPLE, folder.resolve("rows.jsonl"));
    List<String> args =
        new ArrayList<>(
            List.of("mine", "" + rows, "--embedder", "hashing", "--out", in("train.jsonl")));
    for (String word : options.split(" ", -1)) {
      args.add(word.matches(".*\\.(jsonl|yml)") ? in(word) : word);
    }

    assertThat(Cli.run(args.toArray(String[]::new)))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE, "", "easyneg: " + message.replace("DIR", "" + folder) + "\n"));
    assertThat(rows).hasSameTextualContentAs(Cli.SAMPLE);
    assertThat(folder).isDirectoryNotContaining("glob:**train*");
  }

  @Test
  void theOutputIsNotTheInputByAnotherName() throws IOException {
    Path rows = Files.copy(Cli.SAMPLE, folder.resolve("rows.jsonl"));
    Path link = Files.createSymbolicLink(folder.resolve("link.jsonl"), rows);

    assertThat(Cli.run("mine", "" + rows, "--embedder", "hashing", "--out", "" + link))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: --out would write over the input "
                    + link
                    + "; write to another file.\n"));
    assertThat(rows).hasSameTextualContentAs(Cli.SAMPLE);
  }

  @Test
  void aFileThatIsNotThereYetIsKnownByAnyWayToItsFolder() throws IOException {
    Path real = Files.createDirectory(folder.resolve("real"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);

    assertThat(
            Cli.mine(
                real.resolve("out.jsonl"), "--audit", link.resolve("out.jsonl").toString(), "-q"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: --audit would write %s, and so would --out; give each a file of its own.\n"
                    .formatted(link.resolve("out.jsonl"))));
    assertThat(real).isEmptyDirectory();
  }

  private String in(String name) {
    return folder.resolve(name).toString();
  }
}
