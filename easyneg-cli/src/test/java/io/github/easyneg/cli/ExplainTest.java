package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void theNegativesAreThoseThatMiningFound() throws IOException {
    Path audit = folder.resolve("audit.jsonl");
    Cli.mine(folder.resolve("train.jsonl"), "-k", "2", "--audit", "" + audit, "-q");
    String mined = Files.readAllLines(audit).get(4);

    Cli.Outcome outcome = explain("5", "-k", "2");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out())
        .startsWith("row 5: ")
        .contains("  compared by: question (Ab welcher ")
        .contains("  drawn from easy, probability ");
    String drawn =
        outcome
            .out()
            .lines()
            .dropWhile(l -> !l.startsWith("  drawn"))
            .skip(1)
            .findFirst()
            .orElse("");
    assertThat(mined.replaceAll("\\\\n|\\s+", " ").replaceAll(" +", " "))
        .contains(drawn.strip().substring(0, 40).replace("\"", "\\\""));
  }

  @Test
  void aRowThatIsNotThereIsRefused() {
    assertThat(explain("121", "-q"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: there is no row 121; sample.jsonl has rows 1..120.\n"));
    assertThat(explain("0", "-q").err())
        .isEqualTo("easyneg: --row is 0; rows are counted from 1.\n");
  }

  @Test
  void theRejectsAreNotWrittenOverTheInput() throws IOException {
    Path rows = Files.copy(Cli.SAMPLE, folder.resolve("rows.jsonl"));

    assertThat(
            Cli.run(
                "explain",
                "" + rows,
                "--embedder",
                "hashing",
                "-q",
                "--row",
                "1",
                "--rejects",
                "" + rows))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: --rejects would write over the input %s; write to another file.\n"
                    .formatted(rows)));
    assertThat(rows).hasSameTextualContentAs(Cli.SAMPLE);
  }

  private static Cli.Outcome explain(String row, String... more) {
    String[] args = new String[more.length + 6];
    System.arraycopy(
        new String[] {"explain", "" + Cli.SAMPLE, "--embedder", "hashing", "--row", row},
        0,
        args,
        0,
        6);
    System.arraycopy(more, 0, args, 6, more.length);
    return Cli.run(args);
  }
}
