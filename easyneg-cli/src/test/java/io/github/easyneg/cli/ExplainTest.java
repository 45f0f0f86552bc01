package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.Split;
import io.github.easyneg.data.Splits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
  void aRowIsExplainedInThePartThatItWentTo() throws IOException {
    Path audit = folder.resolve("audit.jsonl");
    Cli.mine(folder.resolve("train.jsonl"), "-q", "--split", "val=0.3", "--audit", "" + audit);
    List<String> mined = new ArrayList<>(Files.readAllLines(audit));
    mined.addAll(Files.readAllLines(folder.resolve("audit.val.jsonl")));

    for (String row : List.of("1", "2", "3", "4", "5", "6")) {
      Cli.Outcome outcome =
          Cli.run(
              "explain", "--config", folder.resolve("train.jsonl.config.yml") + "", "--row", row);

      String question = outcome.out().lines().findFirst().orElse("");
      assertThat(question).startsWith("row " + row + ": ");
      String drawn = outcome.out().replaceAll("(?s).*  drawn from .*?\\n    (.{30}).*", "$1");
      assertThat(mined)
          .filteredOn(line -> line.contains(question.substring(question.indexOf(' ', 4) + 1)))
          .singleElement()
          .satisfies(line -> assertThat(line.replaceAll("(\\\\n)+", " ")).contains(drawn));
    }
  }

  @Test
  void everyRowIsFoundInItsPart() {
    Dataset all = Datasets.jsonl(Cli.SAMPLE);
    Split split = Splits.of(all, 0.3, 1);
    List<String> questions = questions(all);

    for (int number = 1; number <= questions.size(); number++) {
      Side side = Side.of(all, split, number, Optional.empty());
      assertThat(side.data()).isNotSameAs(all);
      assertThat(questions(side.data()).get((int) side.place() - 1))
          .isEqualTo(questions.get(number - 1));
    }
    assertThat(Side.of(all, split, 121, Optional.empty()))
        .isEqualTo(new Side(all, 121, Optional.empty(), false));
  }

  private static List<String> questions(Dataset data) {
    try (Stream<QaRow> rows = data.rows()) {
      return rows.map(QaRow::question).toList();
    }
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
    assertThat(explain("121", "-q", "--split", "val=0.3").err())
        .isEqualTo("easyneg: there is no row 121; sample.jsonl has rows 1..120.\n");
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
