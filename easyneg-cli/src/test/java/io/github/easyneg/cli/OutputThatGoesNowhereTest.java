package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.cli.console.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Results that cannot be printed, and a machine that allows few files. */
class OutputThatGoesNowhereTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "doctor SAMPLE --embedder hashing",
        "explain SAMPLE --row 1 --embedder hashing",
        "mine SAMPLE --out FOLDER/out.jsonl --embedder hashing",
        "convert FOLDER/audit.jsonl --format triplet --out FOLDER/triplets.jsonl",
        "generate-completion",
        "--help",
        "mine --help",
        "--version"
      })
  void aFullDiskBehindTheStandardOutputIsAnError(String command) throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
    Cli.mine(folder.resolve("x.jsonl"), "--audit", "" + folder.resolve("audit.jsonl"), "-q");
    String[] args =
        command.replace("SAMPLE", "" + Cli.SAMPLE).replace("FOLDER", "" + folder).split(" ");

    try (CommandProcess process =
        CommandProcess.startAs(
            List.of("sh", "-c", "exec \"$@\" >/dev/full", "sh"), folder.resolve("err"), args)) {
      assertThat(process.finish()).isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(process.printed())
          .endsWith(
              "easyneg: the standard output could not be written: No space left on device; what was"
                  + " to be printed is incomplete. Free some space, or print elsewhere.\n");
    }
  }

  @Test
  void aRunThatPrintsNothingDoesNotAskWhereItWouldGo() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/full")), "needs /dev/full");
    try (CommandProcess process =
        CommandProcess.startAs(
            List.of("sh", "-c", "exec \"$@\" >/dev/full", "sh"),
            folder.resolve("err"),
            "mine",
            "" + Cli.SAMPLE,
            "--out",
            "" + folder.resolve("out.jsonl"),
            "--embedder",
            "hashing",
            "-q")) {
      assertThat(process.finish()).isEqualTo(ExitCode.OK);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 16, 20, 24, 28, 32, 36, 40})
  void tooFewFilesAreTheEnvironmentsFault(int files) throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/sh")), "needs a shell");
    try (CommandProcess process =
        CommandProcess.startAs(
            List.of("sh", "-c", "ulimit -n " + files + "; exec \"$@\"", "sh"),
            folder.resolve("printed"),
            "mine",
            "" + Cli.SAMPLE,
            "--out",
            "" + folder.resolve("out.jsonl"),
            "--embedder",
            "hashing",
            "-q")) {
      int code = process.finish();
      if (code != ExitCode.OK) {
        assertThat(process.printed())
            .startsWith("easyneg: ")
            .contains("allow more open files, as in 'ulimit -n 1024'");
        assertThat(code).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(folder.resolve("out.jsonl")).doesNotExist();
      }
    }
  }
}
