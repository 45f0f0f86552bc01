package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.fixtures.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistillTest {
  private final Path folder;
  private final Path out;

  DistillTest(@TempDir Path folder) {
    this.folder = folder;
    this.out = folder.resolve("static");
  }

  private Path model() throws IOException {
    return TinyModel.in(folder.resolve("model")).dir();
  }

  @Test
  void aModelIsDistilledAndMinedWith() throws IOException {
    Cli.Outcome outcome = Cli.run("distill", "--model", "" + model(), "--out", "" + out);

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out())
        .isEqualTo(
            out
                + ": 2 dimensions, 0.0 MB\n"
                + "next: easyneg mine rows.jsonl --out train.jsonl --embedder static --model "
                + out
                + "\n");
    Path rows = folder.resolve("rows.jsonl");
    Files.writeString(
        rows,
        "{\"contexts\":[\"a\",\"b\"],\"question\":\"a\",\"answer\":\"c\",\"positive_ctx_idx\":-1}\n"
            + "{\"contexts\":[\"c\",\"a c\"],\"question\":\"b\",\"answer\":\"b\","
            + "\"positive_ctx_idx\":-1}\n");

    Cli.Outcome mined =
        Cli.run(
            "mine",
            "" + rows,
            "-o",
            "" + folder.resolve("train.jsonl"),
            "--embedder",
            "static",
            "--model",
            "" + out,
            "--pool",
            "all");

    assertThat(mined.code()).isEqualTo(ExitCode.OK);
    assertThat(mined.out()).contains("negatives mined        2 of 2\n");
  }

  @Test
  void moreDimensionsThanTheModelHasAreToldAndAllAreKept() throws IOException {
    assertThat(
            Cli.run("distill", "--model", "" + model(), "--out", "" + out, "--dimensions", "1000")
                .out())
        .startsWith(
            out
                + ": 2 dimensions, 0.0 MB\n"
                + "--dimensions 1000 is more than the model's vectors have; all 2 of them were"
                + " kept.\n");
  }

  @Test
  void aFolderThatIsThereAlreadyIsLeftAlone() throws IOException {
    Path model = model();

    assertThat(Cli.run("distill", "--model", "" + model, "--out", "" + model))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: "
                    + model
                    + " is there already; a distilled model needs a folder that is not there yet,"
                    + " or is empty. Name another one, or remove it.\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--onnx-file a.onnx | --onnx-file a.onnx needs --model; add that, or leave it out.",
        "--dimensions 0 | --dimensions is 0; use at least 1, and at most the model's own.",
        "--precision int4 | --precision is int4; use one of [float32, float16, int8].",
        "--smoothing 2 | --smoothing is 2.0; use a number above 0 and below 1.",
        "--smoothing little | --smoothing is 'little'; use a number above 0 and below 1, or none.",
        "--threads 0 | --threads is 0; use 1 or more."
      })
  void optionsThatCannotBeMeantAreRefused(String options, String message) {
    List<String> words = new ArrayList<>(List.of("distill", "--out", "" + out));
    words.addAll(List.of(options.split(" ", -1)));

    assertThat(Cli.run(words.toArray(String[]::new)))
        .isEqualTo(new Cli.Outcome(ExitCode.USAGE, "", "easyneg: " + message + "\n"));
    assertThat(out).doesNotExist();
  }
}
