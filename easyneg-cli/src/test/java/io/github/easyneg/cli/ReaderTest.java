package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.fixtures.TinyPairs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code --reader} and {@code --reranker}, with networks that know one word: "Geige" answers, and
 * is relevant.
 */
class ReaderTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private Path reader() throws IOException {
    return TinyPairs.of(new float[] {4, 4}, new float[] {0, 0})
        .word("Geige", 9, 9)
        .reader(folder.resolve("reader"));
  }

  private Path reranker() throws IOException {
    return TinyPairs.of(new float[] {-9}, new float[] {-9})
        .word("Geige", 4000)
        .crossEncoder(folder.resolve("reranker"));
  }

  private Path rows() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      lines.add(
          String.format(
              Locale.ROOT,
              "{\"contexts\":[\"%s Nummer %d steht hier\"],\"question\":\"Was ist Nummer %d ?\","
                  + "\"answer\":\"kein Wort\",\"positive_ctx_idx\":-1}",
              i % 3 == 0 ? "Geige" : "Flöte",
              i,
              i));
    }
    Path rows = folder.resolve("rows.jsonl");
    return Files.write(rows, lines);
  }

  private Cli.Outcome mine(String... more) throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "mine",
                "" + rows(),
                "-o",
                "" + folder.resolve("train.jsonl"),
                "--audit",
                "" + folder.resolve("audit.jsonl"),
                "--embedder",
                "hashing",
                "--pool",
                "all"));
    words.addAll(List.of(more));
    return Cli.run(words.toArray(String[]::new));
  }

  private List<String> audit() throws IOException {
    return Files.readAllLines(folder.resolve("audit.jsonl"));
  }

  @Test
  void passagesInWhichTheReaderFindsAnAnswerAreRejectedAndTheOthersMeasured() throws IOException {
    Cli.Outcome outcome = mine("--reader", "" + reader());

    assertThat(outcome.err()).doesNotContain("warning");
    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out())
        .containsPattern("rejected +[1-9][0-9]* by reader\n")
        .containsPattern("distracting effect +0\\.\\d{3} +0\\.\\d{3}")
        .containsPattern("asked +reader: passages \\d+, windows \\d+\n");
    assertThat(audit())
        .hasSize(60)
        .noneMatch(row -> row.matches(".*\"negatives\":\\[\\{[^}]*\"text\":\"Geige.*"))
        .allMatch(row -> row.matches(".*\"distracting\":0\\.\\d+.*"));
    assertThat(Files.readString(folder.resolve("train.jsonl.config.yml")))
        .contains("reader: " + folder.resolve("reader"));
  }

  @Test
  void atAThresholdOfOneItOnlyMeasures() throws IOException {
    Cli.Outcome outcome = mine("--reader", "" + reader(), "--reader-threshold", "1");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).containsPattern("rejected +0 by reader\n");
    assertThat(audit())
        .anyMatch(row -> row.matches(".*\"negatives\":\\[\\{[^}]*\"text\":\"Geige.*"));
  }

  @Test
  void whatTheRerankerFindsRelevantIsRejected() throws IOException {
    Cli.Outcome outcome = mine("--reranker", "" + reranker(), "--reranker-share", "none");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out())
        .containsPattern("rejected +[1-9][0-9]* by reranker\n")
        .containsPattern("asked +reranker: pairs \\d+\n")
        .doesNotContain("distracting");
    assertThat(audit())
        .noneMatch(row -> row.matches(".*\"negatives\":\\[\\{[^}]*\"text\":\"Geige.*"))
        .noneMatch(row -> row.contains("\"distracting\""));
  }

  @Test
  void aRunIsTheSameOnAnyNumberOfThreads() throws IOException {
    String[] guards = {"--reader", "" + reader(), "--reranker", "" + reranker(), "--threads", "1"};
    assertThat(mine(guards).code()).isEqualTo(ExitCode.OK);
    List<String> one = audit();

    guards[5] = "3";
    assertThat(mine(guards).code()).isEqualTo(ExitCode.OK);

    assertThat(audit()).isEqualTo(one);
  }

  @Test
  void aRowIsExplainedWithThem() throws IOException {
    Cli.Outcome outcome =
        Cli.run(
            "explain",
            "" + rows(),
            "--row",
            "2",
            "--embedder",
            "hashing",
            "--pool",
            "all",
            "--reader",
            "" + reader());

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).contains(", distracting effect 0.");
  }

  @Test
  void aReaderThatFindsAnAnswerEverywhereEndsTheRun() throws IOException {
    Path everywhere =
        TinyPairs.of(new float[] {-9, -9}, new float[] {9, 9}).reader(folder.resolve("reader"));

    Cli.Outcome outcome = mine("--reader", "" + everywhere, "--quiet");

    assertThat(outcome.code()).isEqualTo(ExitCode.ENVIRONMENT);
    assertThat(outcome.err())
        .matches(
            "easyneg: --reader rejected [\\d,]+ candidates, so that no negative is left; nothing"
                + " was written\\. Name a model that was trained for this: a reader on questions"
                + " without an answer too, as in SQuAD 2\\.0, a cross-encoder to rank"
                + " passages\\.\n");
    assertThat(folder.resolve("train.jsonl")).doesNotExist();
  }

  @Test
  void aModelThatIsOfAnotherKindIsRefusedBeforeAnythingIsMined() throws IOException {
    Path other = reranker();

    assertThat(mine("--reader", "" + other))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: "
                    + other.resolve("onnx/model.onnx")
                    + " has the outputs [logits]; expected start_logits and end_logits. Export the"
                    + " model for question answering: optimum-cli export onnx --task"
                    + " question-answering.\n"));
    assertThat(folder.resolve("train.jsonl")).doesNotExist();
  }

  @Test
  void noOutputMayLieInAModelsFolder() throws IOException {
    Path model = reader();

    Cli.Outcome outcome =
        Cli.run(
            "mine",
            "" + rows(),
            "-o",
            "" + model.resolve("config.json"),
            "--embedder",
            "hashing",
            "--reader",
            "" + model);

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).contains("--reader");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--reader-threshold 0.3 | --reader-threshold needs --reader MODEL; add that, or leave it"
            + " out.",
        "--reader-file a.onnx | --reader-file needs --reader MODEL; add that, or leave it out.",
        "--reranker-threshold 0.3 | --reranker-threshold needs --reranker MODEL; add that, or leave"
            + " it out.",
        "--reranker-share 0.3 | --reranker-share needs --reranker MODEL; add that, or leave it"
            + " out.",
        "--reranker-file a.onnx | --reranker-file needs --reranker MODEL; add that, or leave it"
            + " out.",
        "--reader m --reader-threshold 1.5 | --reader-threshold is 1.5; use a number from 0 to 1.",
        "--reranker m --reranker-threshold 0 | --reranker-threshold is 0.0; use a number above 0,"
            + " and at most 1.",
        "--reranker m --reranker-share all | --reranker-share is 'all'; use a number above 0, and"
            + " at most 1, or none.",
        "--embedder hashing --device cuda | --device cuda has no effect with --embedder hashing;"
            + " leave it out, or use --embedder onnx."
      })
  void optionsThatCannotBeMeantAreRefused(String options, String message) {
    List<String> words = new ArrayList<>(List.of("mine", "rows.jsonl", "-o", "train.jsonl"));
    words.addAll(List.of(options.split(" ", -1)));

    assertThat(Cli.run(words.toArray(String[]::new)))
        .isEqualTo(new Cli.Outcome(ExitCode.USAGE, "", "easyneg: " + message + "\n"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--reader", "--reranker"})
  void whatChoosesAFileIsNamedAsThisModelHasIt(String option) throws IOException {
    Path model = Files.createDirectory(folder.resolve("model"));
    Files.writeString(model.resolve("config.json"), "{}");
    Files.createFile(model.resolve("a.onnx"));

    assertThat(mine(option, "" + model).err())
        .contains("choose one with " + option + "-file.")
        .doesNotContain("--onnx-file");
    assertThat(mine(option, "" + model, option + "-file", "../a.onnx").err())
        .contains(option + "-file of ")
        .doesNotContain("--onnx-file");
  }

  @Test
  void aFolderThatIsNotThereIsNamedWithItsOption() throws IOException {
    Path none = folder.resolve("none");

    assertThat(mine("--reranker", "" + none))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: --reranker: there is no folder "
                    + none
                    + "; name a folder that holds a model, or ORG/NAME on the Hub.\n"));
  }
}
