package io.github.easyneg.cli;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where options and data contradict each other. */
class RecipeMessagesTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void passagesMustSufficeForTheReuseThatIsAllowed() {
    Messages.assertMining(
        folder,
        "SAMPLE --max-reuse 1 -k 5",
        ExitCode.USAGE,
        "--max-reuse 1 allows 80 negatives from 80 passages, but 120 rows ask for 600; raise"
            + " --max-reuse to 8 or more, or lower -k.");
  }

  @Test
  void whereNothingIsAnsweredARatioOfRefusalsLeavesNothing() throws IOException {
    Path rows = folder.resolve("none.jsonl");
    Files.write(
        rows,
        Files.readAllLines(Cli.SAMPLE).stream()
            .filter(row -> row.contains("\"positive_ctx_idx\": -1"))
            .toList());

    Messages.assertMining(
        folder,
        rows + " --refusal-ratio 0.5",
        ExitCode.USAGE,
        "--refusal-ratio 0.5 leaves nothing of none.jsonl: no row has both a positive and an"
            + " answer, so no line is an answer. Leave it out, or use 1.");
  }

  @Test
  void whatCannotBeDividedIsNotSplit() throws IOException {
    String row =
        "{\"contexts\": [\"a\"], \"question\": \"q\", \"answer\": \"a\", \"positive_ctx_idx\": 0}";
    Path one = Files.write(folder.resolve("one.jsonl"), List.of(row));
    Path two = Files.write(folder.resolve("two.jsonl"), List.of(row, row));

    Messages.assertMining(
        folder,
        one + " --split val=0.5",
        ExitCode.USAGE,
        "one.jsonl has one row, which cannot be divided; leave out the split, or hold out a file of"
            + " its own.");
    Messages.assertMining(
        folder,
        two + " --split val=0.5",
        ExitCode.USAGE,
        "two.jsonl: 50.0 % of the rows cannot be held out without a leak, the closest is 0.0 %:"
            + " rows with the same positive or question stay together, and the largest such group"
            + " has 2 of 2 rows. Ask for another share, or hold out a file of its own.");
  }

  @Test
  void aRowThatIsExplainedMustBeThere() {
    Messages.assertRun(
        folder,
        "explain SAMPLE --embedder hashing -q --row 121",
        ExitCode.USAGE,
        "there is no row 121; sample.jsonl has rows 1..120.");
    Messages.assertRun(
        folder,
        "explain SAMPLE --embedder hashing -q --row 0",
        ExitCode.USAGE,
        "--row is 0; rows are counted from 1.");
  }

  @Test
  void theDoctorTakesSensibleNumbers() {
    Messages.assertRun(folder, "doctor SAMPLE -k 0", ExitCode.USAGE, "-k is 0; use 1 or more.");
    Messages.assertRun(
        folder, "doctor SAMPLE --limit -1", ExitCode.USAGE, "--limit is -1; use 0 or more.");
  }
}
