package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of an output that cannot be written. */
class OutputMessagesTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @BeforeEach
  void makeAFile() throws IOException {
    Files.createFile(folder.resolve("file"));
    Files.createDirectories(folder.resolve("old/report.json"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --audit DIR/file/a.jsonl | DIR/file/a.jsonl: DIR/file is a file, not a folder; write elsewhere.
          --rejects DIR/file/r.jsonl | DIR/file/r.jsonl: DIR/file is a file, not a folder; write elsewhere.
          --ft-config DIR          | DIR is a folder, where a file is to be written; move it away, or write elsewhere.
          --report DIR/old         | DIR/old/report.json is a folder, where a file is to be written; move it away, or write elsewhere.
          --report DIR/file        | --report: DIR/file could not be made a folder: there is a file of that name; name another.
          --dpath DIR/file         | DIR/file is a file, and cannot be the embedding cache; name a directory.
          --map-vectors DIR/file   | --map-vectors: DIR/file is a file; name a folder.
          """)
  void aPlaceThatCannotBeWrittenIsNamed(String options, String message) {
    Messages.assertMining(folder, "SAMPLE " + options, ExitCode.ENVIRONMENT, message);
  }

  @Test
  void whatIsKeptMustBeOfThisProgram() throws IOException {
    Files.createDirectories(folder.resolve("cache/embeddings.mv"));
    Messages.assertMining(
        folder,
        "SAMPLE --dpath DIR/cache",
        ExitCode.ENVIRONMENT,
        "DIR/cache/embeddings.mv may not be written, or is not a file; change its permissions, or"
            + " name another cache directory.");

    Files.createDirectories(folder.resolve("locked/in-use.lock"));
    Messages.assertMining(
        folder,
        "SAMPLE --dpath DIR/locked",
        ExitCode.ENVIRONMENT,
        "DIR/locked/in-use.lock is not a regular file, where easyneg expects a lock file of its"
            + " own; remove it, or name another directory.");

    Path work = Files.createDirectories(folder.resolve("work/train.jsonl"));
    Files.writeString(work.resolve("run.properties"), "seed=\\u00zz");
    Messages.assertMining(
        folder,
        "SAMPLE --resume DIR/work",
        ExitCode.ENVIRONMENT,
        "DIR/work/train.jsonl/run.properties cannot be read: Malformed \\uxxxx encoding.; delete"
            + " the directory to start again.");
  }

  @Test
  void anOutputMustBeAFile() {
    Messages.assertRun(
        folder,
        "mine SAMPLE --embedder hashing -q --out DIR",
        ExitCode.ENVIRONMENT,
        "DIR is a folder; name a file in it, such as DIR/train.jsonl.");
    Messages.assertRun(
        folder,
        "mine SAMPLE --embedder hashing -q --out DIR/train.txt",
        ExitCode.USAGE,
        "DIR/train.txt: the name does not say what to write; end it in .jsonl, .json, .jsonl.gz,"
            + " .json.gz or .parquet.");
  }

  @Test
  void aHubFolderMustBeAFolder() {
    Messages.assertRun(
        folder,
        "mine SAMPLE --embedder hashing -q --hub-folder DIR/file",
        ExitCode.ENVIRONMENT,
        "--hub-folder: DIR/file could not be made a folder: there is a file of that name; name"
            + " another.");
  }

  @Test
  void anAuditIsConvertedIntoAnotherFileOfAKnownFormat() throws IOException {
    Path audit = Files.createFile(folder.resolve("a.jsonl"));

    Messages.assertRun(
        folder,
        "convert " + audit + " --format dpo --out DIR/b.txt",
        ExitCode.USAGE,
        "DIR/b.txt: the name does not say what to write; end it in .jsonl, .json, .jsonl.gz,"
            + " .json.gz or .parquet.");
    Messages.assertRun(
        folder,
        "convert " + audit + " --format dpo --out DIR/no/b.jsonl",
        ExitCode.DATA,
        "a.jsonl: there are no rows; expected at least one object of an audit, with {\"row\","
            + " \"contexts\", \"question\", \"answer\", \"positive_ctx_idx\", \"extra\","
            + " \"negatives\", \"missing\", \"reason\"}.");
    assertThat(folder.resolve("no")).doesNotExist();
  }
}
