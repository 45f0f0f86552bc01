package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.format.Audit;
import io.github.easyneg.mine.Marks;
import io.github.easyneg.mine.MinedRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarksOptionTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private List<MinedRow> mined(String... options) {
    Path audit = folder.resolve("audit.jsonl");
    String[] all =
        Stream.concat(Stream.of("--audit", "" + audit, "-q"), Stream.of(options))
            .toArray(String[]::new);
    assertThat(Cli.mine(folder.resolve("train.jsonl"), all).code()).isEqualTo(ExitCode.OK);
    try (Stream<MinedRow> rows = Audit.read(audit)) {
      return rows.toList();
    }
  }

  @Test
  void whatWasMarkedIsNotMinedAgain() throws IOException {
    MinedRow before =
        mined().stream().filter(row -> row.row().hasPositive()).findFirst().orElseThrow();
    String text = before.negatives().get(0).passage().text();
    Path marks = folder.resolve("marks.jsonl");
    Marks.none()
        .with(
            new Marks.Mark(
                before.row().question(),
                before.negatives().get(0).passage().id(),
                text,
                Marks.Verdict.ANSWERS))
        .write(marks);

    MinedRow after = mined("--marks", "" + marks).get((int) before.number() - 1);

    assertThat(after.row()).isEqualTo(before.row());
    assertThat(after.negatives()).noneMatch(one -> one.passage().text().equals(text));
  }

  @Test
  void noOutputMayReplaceTheMarks() throws IOException {
    Path marks = Files.createFile(folder.resolve("train.jsonl"));

    assertThat(Cli.mine(marks, "--marks", "" + marks).err())
        .contains(
            "--out would write over " + marks + ", which --marks reads; write to another file.");
  }
}
