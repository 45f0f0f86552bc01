package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --resume} and {@code --map-vectors}, with a command that is killed midway. */
class ResumeTest {
  /** Some seconds of work, in four chunks. */
  private static final int REPEATS = 60;

  private static final int ROWS = 120 * REPEATS;

  private final Path folder;
  private final Path input;
  private final Path out;
  private final Path work;

  ResumeTest(@TempDir Path folder) {
    this.folder = folder;
    this.input = folder.resolve("rows.jsonl");
    this.out = folder.resolve("train.jsonl");
    this.work = folder.resolve("work");
  }

  @BeforeEach
  void writeInput() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < REPEATS; i++) {
      for (String row : Files.readAllLines(Cli.SAMPLE)) {
        rows.add(row.replace("\"question\": \"", "\"question\": \"" + i + " "));
      }
    }
    Files.write(input, rows);
  }

  private String[] mine(Path output, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of("mine", input.toString(), "--embedder", "hashing", "--progress", "none"));
    args.addAll(List.of("--out", output.toString()));
    args.addAll(List.of(more));
    if (!args.contains("--seed")) {
      args.addAll(List.of("--seed", "5"));
    }
    return args.toArray(String[]::new);
  }

  private String[] resumed(String... more) {
    List<String> args = new ArrayList<>(List.of("--resume", work.toString()));
    args.addAll(List.of(more));
    return mine(out, args.toArray(String[]::new));
  }

  /** Begins, and kills the process as soon as so many chunks of rows are drawn for. */
  private void killAfterChunks(int chunks) throws Exception {
    try (CommandProcess command = CommandProcess.start(folder.resolve("printed"), resumed())) {
      command.awaitFile(work.resolve("train.jsonl/draws-%06d.bin".formatted(chunks)));
      command.kill();
    }
    assertThat(out).doesNotExist();
  }

  private Path expected() {
    Path expected = folder.resolve("expected.jsonl");
    assertThat(Cli.run(mine(expected)).code()).isEqualTo(ExitCode.OK);
    return expected;
  }

  @Test
  void theSameCommandGoesOnAfterKill9AndGivesTheSameBytes() throws Exception {
    try (CommandProcess command = CommandProcess.start(folder.resolve("printed"), resumed())) {
      command.awaitFile(work.resolve("train.jsonl/run.properties"));
      command.kill();
    }
    killAfterChunks(1);
    killAfterChunks(2);

    Cli.Outcome outcome = Cli.run(resumed());

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err())
        .matches(
            "easyneg: (4,096|6,144) of 7,200 rows were drawn for by a run that was"
                + " interrupted\\.\n");
    assertThat(out).hasSameBinaryContentAs(expected());
    try (Stream<Path> left = Files.list(work.resolve("train.jsonl"))) {
      assertThat(left).containsExactly(work.resolve("train.jsonl/in-use.lock"));
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).noneMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  @Test
  void otherOptionsAreRefusedAndTheOneThatDiffersIsNamed() throws Exception {
    killAfterChunks(1);

    assertThat(Cli.run(resumed("--seed", "6"))).isEqualTo(refused("seed: was 5, is 6"));
    assertThat(Cli.run(resumed("--max-reuse", "900", "--when-short", "skip")))
        .isEqualTo(refused("max reuse: was unlimited, is 900; when short: was KEEP, is SKIP_ROW"));
    assertThat(Cli.run(resumed("--guard", "same-title")))
        .isEqualTo(
            refused(
                "guards: was own-context, answers-same-question, near-duplicate:0.8,"
                    + " containment:0.35, question-words:0.98, answer-bearing:0.5, is own-context,"
                    + " answers-same-question, near-duplicate:0.8, containment:0.35,"
                    + " question-words:0.98, answer-bearing:0.5, same-title"));
    assertThat(out).doesNotExist();
  }

  @Test
  void otherRowsAreRefusedAndThatIsNamed() throws Exception {
    killAfterChunks(1);
    List<String> rows = Files.readAllLines(input);
    Files.write(input, rows.subList(0, ROWS - 1));

    Cli.Outcome outcome = Cli.run(resumed());

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err().replaceAll("\\b[0-9a-f]{16}\\b", "#"))
        .isEqualTo(refused("data checksum: was #, is #; rows: was 7200, is 7199").err());
    assertThat(out).doesNotExist();
  }

  private Cli.Outcome refused(String difference) {
    return new Cli.Outcome(
        ExitCode.USAGE,
        "",
        "easyneg: "
            + work.resolve("train.jsonl")
            + " holds an interrupted run of another recipe or other data: "
            + difference
            + ". Go on with what it was begun with, or give --resume another directory.\n");
  }

  @Test
  void aSecondCommandIsToldWhichProcessHasTheDirectory() throws Exception {
    try (CommandProcess first = CommandProcess.start(folder.resolve("printed"), resumed())) {
      first.awaitFile(work.resolve("train.jsonl/run.properties"));

      Cli.Outcome second = Cli.run(resumed());

      assertThat(second.code()).isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(second.err())
          .matches(
              "easyneg: \\Q%s\\E is the work directory of another run, process %d on \\S+ since \\S+; wait for its end, or name another directory\\.\n"
                  .formatted(work.resolve("train.jsonl"), first.pid()));
      assertThat(first.finish()).isEqualTo(ExitCode.OK);
    }
    assertThat(out).hasSameBinaryContentAs(expected());
  }

  @Test
  void mappedVectorsGiveTheSameBytesAfterKill9Too() throws Exception {
    Path vectors = Files.createDirectory(folder.resolve("vectors"));
    String[] mapped = resumed("--map-vectors", vectors.toString());
    try (CommandProcess command = CommandProcess.start(folder.resolve("printed"), mapped)) {
      command.awaitFile(work.resolve("train.jsonl/draws-000001.bin"));
      command.kill();
    }

    assertThat(Cli.run(mapped).code()).isEqualTo(ExitCode.OK);

    assertThat(out).hasSameBinaryContentAs(expected());
    assertThat(vectors).isEmptyDirectory();
  }

  @Test
  void placesThatAreFilesAreRefused() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThat(Cli.run(mine(out, "--map-vectors", file.toString())))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: --map-vectors: " + file + " is a file; name a folder.\n"));
    assertThat(Cli.run(mine(out, "--resume", file.toString())))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: "
                    + file.resolve("train.jsonl")
                    + " cannot be made, to be the work directory: Not a directory; name another"
                    + " directory.\n"));
    assertThat(out).doesNotExist();
  }
}
