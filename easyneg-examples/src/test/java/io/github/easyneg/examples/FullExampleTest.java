package io.github.easyneg.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FullExampleTest {
  @ParameterizedTest
  @ValueSource(strings = {"onnx", "hashing"})
  void fullExampleWritesALineForEachContextAndOneForEachRow(String embedder, @TempDir Path folder)
      throws IOException {
    Path out = folder.resolve("train.jsonl");

    String printed =
        run(Repository.SAMPLE.toString(), "--embedder", embedder, "--out", out.toString());

    // 279 contexts and a negative for each of 120 rows
    assertThat(Files.readAllLines(out)).hasSize(399);
    assertThat(printed)
        .contains("sample.jsonl begins with:")
        .contains("80 passages.")
        .contains("mining and writing   120 of 120")
        .contains("The store holds 80 passages.")
        .contains("399 entries. The first ten:")
        .contains("negatives mined        120 of 120");
    assertThat(printed.lines().filter(line -> line.startsWith("  {\"context\":"))).hasSize(10);
  }

  @Test
  void anotherFileIsTakenAsTheArgument(@TempDir Path folder) throws IOException {
    Path out = folder.resolve("train.jsonl");

    String printed =
        run(
            Repository.path("easyneg-examples/data/sample-en.jsonl").toString(),
            "--embedder",
            "hashing",
            "--index",
            "memory",
            "--out",
            out.toString());

    assertThat(printed).contains("sample-en.jsonl begins with:").contains("24 passages.");
  }

  @Test
  void wrongArgumentsSayWhatToWrite() {
    assertThatThrownBy(() -> ExampleOptions.of("--embeder", "onnx"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "unknown option --embeder; use one of --chroma-url, --collection, --embedder,"
                + " --index, --out.");
    assertThatThrownBy(() -> ExampleOptions.of("--out"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--out has no value; write --out VALUE.");
    assertThatThrownBy(() -> ExampleOptions.of("one.jsonl", "two.jsonl"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("FILE is given twice, as one.jsonl and as two.jsonl; give it once.");
    assertThatThrownBy(() -> ExampleOptions.of("--embedder", "word2vec").embedder())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--embedder is word2vec; use onnx or hashing.");
    assertThatThrownBy(() -> ExampleOptions.of("--index", "faiss").store())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("--index is faiss; use memory or chroma.");
    assertThatThrownBy(() -> ExampleOptions.of("--collection", "sample").store())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "--collection has no use for --index memory; leave it out, or add --index chroma.");
  }

  private static String run(String... args) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    FullExample.run(
        ExampleOptions.of(args), new PrintStream(printed, true, StandardCharsets.UTF_8));
    return printed.toString(StandardCharsets.UTF_8);
  }
}
