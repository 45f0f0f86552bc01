package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outputs of a run appear together or not at all. */
class TogetherTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  /** The sample, with a first row with a number that Parquet cannot hold. */
  private Path rows = Path.of("");

  @BeforeEach
  void writeRows() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(Cli.SAMPLE));
    lines.set(0, lines.get(0).replaceFirst("}$", ", \"id\": 98765432109876543210}"));
    rows = Files.write(folder.resolve("rows.jsonl"), lines);
  }

  @Test
  void whereThePartToTrainOnFailsTheHeldOutPartDoesNotAppear() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));

    Cli.Outcome outcome = mineAll(out, "val=0.1");

    assertThat(outcome)
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: "
                    + out.resolve("train.parquet")
                    + ", record 1: id is 98765432109876543210, which has more than 64 bits; write"
                    + " .jsonl instead.\n"));
    assertThat(files(out)).isEmpty();
  }

  @Test
  void whereARunFailsTheFilesOfTheOneBeforeStay() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Path bad = rows;
    rows = Cli.SAMPLE;
    assertThat(mineAll(out, "val=0.1").code()).isEqualTo(ExitCode.OK);
    Map<String, String> before = files(out);
    assertThat(before.keySet())
        .containsExactly(
            "audit.jsonl",
            "audit.val.jsonl",
            "report.html",
            "report.json",
            "report.val.html",
            "report.val.json",
            "train.parquet",
            "train.parquet.config.yml",
            "train.val.parquet");

    rows = bad;
    assertThat(mineAll(out, "val=0.1").code()).isEqualTo(ExitCode.USAGE);

    assertThat(files(out)).isEqualTo(before);
  }

  @Test
  void aFileBesideTheDataThatCannotBeWrittenIsKnownBeforeAnyWork() throws IOException {
    Path out = Files.createDirectory(folder.resolve("out"));
    Path file = Files.createFile(folder.resolve("file"));
    Path ftConfig = file.resolve("ft_config.yml");

    Cli.Outcome outcome = Cli.mine(out.resolve("train.jsonl"), "--ft-config", "" + ftConfig);

    assertThat(outcome)
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: "
                    + ftConfig
                    + ": "
                    + file
                    + " is a file, not a folder; write elsewhere.\n"));
    assertThat(files(out)).isEmpty();
  }

  @Test
  void foldersOfOutputsAreMadeAndGoWhereTheRunFails() throws IOException {
    Path out = folder.resolve("new/deep/train.jsonl");
    String[] more = {
      "--audit", "" + folder.resolve("a/audit.jsonl"),
      "--ft-config", "" + folder.resolve("f/ft.yml"),
      "--rejects", "" + folder.resolve("r/rejects.jsonl"),
      "-q"
    };
    Path bad = Files.writeString(folder.resolve("bad.jsonl"), "{]");
    assertThat(Cli.run("mine", "" + bad, "--out", "" + out, "--embedder", "hashing", "-q").code())
        .isEqualTo(ExitCode.DATA);
    assertThat(folder.resolve("new")).doesNotExist();

    assertThat(Cli.mine(out, more)).isEqualTo(new Cli.Outcome(ExitCode.OK, "", ""));

    assertThat(out).isNotEmptyFile();
    assertThat(folder.resolve("a/audit.jsonl")).isNotEmptyFile();
    assertThat(folder.resolve("f/ft.yml")).isNotEmptyFile();
    assertThat(folder.resolve("r/rejects.jsonl")).exists();
  }

  @Test
  void aFolderThatWasMadeForARunThatFailsIsGone() {
    Cli.Outcome outcome =
        Cli.run(
            "mine",
            folder.resolve("no.jsonl").toString(),
            "--embedder",
            "hashing",
            "--hub-folder",
            folder.resolve("new/data").toString(),
            "--report",
            folder.resolve("new/report").toString());

    assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(folder.resolve("new")).doesNotExist();
  }

  private Cli.Outcome mineAll(Path out, String split) {
    return Cli.run(
        "mine",
        "" + rows,
        "--embedder",
        "hashing",
        "-q",
        "--out",
        "" + out.resolve("train.parquet"),
        "--format",
        "germanrag",
        "--split",
        split,
        "--audit",
        "" + out.resolve("audit.jsonl"),
        "--report",
        "" + out);
  }

  /** Returns what is in a folder, hidden files too. */
  private static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        contents.put(
            "" + file.getFileName(),
            new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }
}
