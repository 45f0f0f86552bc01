package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.options.EmbedderOptions;
import io.github.easyneg.cli.options.KeptOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of a run that goes another way than usual and ends well. */
class NoteMessagesTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void aDamagedCacheIsBegunAnew() throws IOException {
    Path cache = Files.createDirectory(folder.resolve("cache"));
    Files.writeString(cache.resolve("embeddings.mv"), "no cache");

    Cli.Outcome outcome =
        Cli.mine(out(), "--dpath", "" + cache, "--progress", "none", "--report", "" + folder);

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err())
        .isEqualTo(
            "easyneg: "
                + cache.resolve("embeddings.mv")
                + " is damaged (Reading failed at 8 (length 8), read 8, remaining 8184); it was"
                + " moved to embeddings.mv.damaged-1, and embeddings are computed again.\n");
  }

  @Test
  void aSplitThatMissesItsShareSaysByHowMuch() throws IOException {
    List<String> rows = Files.readAllLines(Cli.SAMPLE).subList(0, 7);
    Path few = Files.write(folder.resolve("few.jsonl"), rows);

    assertThat(
            Cli.run(
                    "mine",
                    "" + few,
                    "--embedder",
                    "hashing",
                    "-q",
                    "--split",
                    "val=0.5",
                    "--out",
                    "" + out())
                .err())
        .isEqualTo(
            "easyneg: 57.1 % of the rows are held out, not 50.0 %: rows with the same positive or"
                + " question stay together, and the largest such group has 1 of 7 rows.\n");
  }

  @Test
  void refusalsThatAFormatDoesNotTellApartAreLeft() {
    assertThat(Cli.mine(out(), "--format", "germanrag", "--refusal-ratio", "0.5").out())
        .contains(
            "note                   no refusal was left out: no line of this format is an answer or"
                + " a refusal alone.\n\nwrote\n");
  }

  @Test
  void theDefaultModelIsSaidToKnowEnglish() {
    assertThat(new EmbedderOptions().advice())
        .contains(
            "the model is all-MiniLM-L6-v2, which knows English; for other languages name a"
                + " multilingual one with --model.");
  }

  @Test
  void aLongEmbeddingIsWorthKeeping() {
    KeptOptions options = new KeptOptions();

    assertThat(options.advice(Duration.ofSeconds(30))).isEmpty();
    assertThat(options.advice(Duration.ofSeconds(187)))
        .contains(
            "embedding took 3:07 min; with --dpath DIR the next run has the vectors already.");
  }

  private Path out() {
    return folder.resolve("train.jsonl");
  }
}
