package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.TextRole;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The static model that the module carries. */
class AllMiniLmStaticTest {
  private static final List<String> TEXTS =
      List.of(
          "A man is eating food.",
          "Someone has a meal.",
          "The stock market fell on Monday.",
          "Der Dom steht in Köln.",
          "word ".repeat(600));

  /** The folder as it lies among the module's classes. */
  private static Path folder() {
    try {
      return Path.of(
          Objects.requireNonNull(AllMiniLmStaticTest.class.getResource("all-minilm-l6-v2"))
              .toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static List<float[]> vectors(StaticEmbedder embedder) {
    return embedder.embed(TEXTS, TextRole.PASSAGE).stream().map(Embedding::vector).toList();
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += (double) one[i] * other[i];
    }
    return sum;
  }

  /** The numbers were computed with numpy, from the matrix and the numbers of the tokens. */
  @Test
  void itsVectorsStayWhatTheyAre() {
    try (StaticEmbedder embedder = StaticEmbedder.allMiniLmL6V2()) {
      assertThat(embedder.dimension()).isEqualTo(256);
      assertThat(embedder.fingerprint()).isEqualTo("static:256d:f9c78b33110fad4d3344ffa60de13bb4");
      assertThat(Arrays.copyOf(vectors(embedder).get(0), 4))
          .containsExactly(
              new float[] {-0.16696325f, 0.21277234f, 0.07810838f, 0.02931264f}, within(1e-6f));
    }
  }

  @Test
  void theyAreThoseOfItsFolder() {
    try (StaticEmbedder carried = StaticEmbedder.allMiniLmL6V2();
        StaticEmbedder loaded = StaticEmbedder.load(folder())) {
      assertThat(carried.fingerprint()).isEqualTo(loaded.fingerprint());
      assertThat(carried.tokenLimit())
          .isEqualTo(loaded.tokenLimit())
          .isEqualTo(OptionalInt.empty());
      assertThat(vectors(carried)).usingRecursiveComparison().isEqualTo(vectors(loaded));
    }
  }

  @Test
  void theyAreOneLongAndLikeTextsAreNearerThanOthers() {
    try (StaticEmbedder embedder = StaticEmbedder.allMiniLmL6V2()) {
      List<float[]> vectors = vectors(embedder);
      assertThat(vectors).allSatisfy(v -> assertThat(dot(v, v)).isCloseTo(1, within(1e-6)));
      assertThat(dot(vectors.get(0), vectors.get(1)))
          .isGreaterThan(dot(vectors.get(0), vectors.get(2)) + 0.3);
    }
  }

  @Test
  void textsOfAnyLengthAreReadWhole() {
    try (StaticEmbedder embedder = StaticEmbedder.allMiniLmL6V2()) {
      Embedding embedding = embedder.embed(TEXTS, TextRole.PASSAGE).get(4);
      assertThat(embedding.tokens()).hasValue(600);
      assertThat(embedding.truncated()).isFalse();
      assertThat(embedder.countTokens(TEXTS, TextRole.PASSAGE)[4]).isEqualTo(600);
    }
  }

  @Test
  void vectorsAreTruncatedAndNormalisedAgain() {
    try (StaticEmbedder whole = StaticEmbedder.allMiniLmL6V2();
        StaticEmbedder shorter = StaticEmbedder.allMiniLmL6V2(64);
        StaticEmbedder loaded = StaticEmbedder.load(folder(), 64)) {
      float[] first = Arrays.copyOf(vectors(whole).get(0), 64);
      float[] vector = vectors(shorter).get(0);
      assertThat(vector).hasSize(64);
      assertThat(dot(vector, vector)).isCloseTo(1, within(1e-6));
      assertThat(dot(vector, first)).isCloseTo(Math.sqrt(dot(first, first)), within(1e-6));
      assertThat(shorter.fingerprint())
          .isEqualTo(loaded.fingerprint())
          .isNotEqualTo(whole.fingerprint());
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StaticEmbedder.allMiniLmL6V2(257))
        .withMessage(
            "dimensions is 257, but the model's vectors have 256 numbers. Use at most that, or"
                + " leave it out.");
  }

  @Test
  void itsFilesAreThoseThatModel2VecReadsWithTheirLicence() throws IOException {
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files.map(file -> "" + file.getFileName()))
          .containsExactlyInAnyOrder(
              "LICENSE",
              "NOTICE",
              "README.md",
              "config.json",
              "model.safetensors",
              "tokenizer.json");
    }
    assertThat(Files.readString(folder().resolve("config.json")))
        .isEqualTo(
            """
            {
              "model_type": "model2vec",
              "architectures": ["StaticModel"],
              "tokenizer_name": "sentence-transformers/all-MiniLM-L6-v2",
              "apply_pca": 256,
              "sif_coefficient": 1.0E-4,
              "hidden_dim": 256,
              "embedding_dtype": "int8",
              "seq_length": 1000000,
              "normalize": true
            }
            """);
    assertThat(Files.readString(folder().resolve("LICENSE")))
        .isEqualTo(Files.readString(folder().resolve("../../../../../META-INF/LICENSE")));
    assertThat(Files.readString(folder().resolve("NOTICE")))
        .contains("sentence-transformers/all-MiniLM-L6-v2", "easyneg distill --precision int8");
  }

  /** Other processors round the network's numbers otherwise, which may turn a last digit. */
  @Test
  void aFreshDistillationGivesTheSameButForRounding(@TempDir Path dir) {
    DistillOptions options = DistillOptions.defaults().precision("int8");
    try (StaticEmbedder carried = StaticEmbedder.allMiniLmL6V2();
        StaticEmbedder fresh = StaticEmbedder.distillAllMiniLmL6V2(dir.resolve("fresh"), options)) {
      List<float[]> ours = vectors(carried);
      List<float[]> theirs = vectors(fresh);
      List<Double> cosines = new ArrayList<>();
      for (int i = 0; i < ours.size(); i++) {
        cosines.add(dot(ours.get(i), theirs.get(i)));
      }
      assertThat(cosines).allSatisfy(cosine -> assertThat(cosine).isGreaterThan(0.999));
    }
  }

  /** Classes are loaded when they are first used, and the native library by one of them. */
  @Test
  void oneMinesWithItWithoutOnnxRuntime(@TempDir Path dir) throws Exception {
    Path loaded = dir.resolve("loaded");
    Path out = dir.resolve("out.jsonl");
    Path errors = dir.resolve("errors");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + loaded.getFileName(),
                "-cp",
                System.getProperty("java.class.path"),
                MinedStatically.class.getName(),
                Path.of("../easyneg-examples/data/sample.jsonl").toRealPath().toString(),
                out.toString())
            .directory(dir.toFile())
            .redirectOutput(dir.resolve("report").toFile())
            .redirectError(errors.toFile())
            .start();

    try {
      assertThat(process.waitFor(10, TimeUnit.MINUTES)).as(() -> "ended; " + read(errors)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(() -> read(errors)).isZero();
    assertThat(Files.readAllLines(out)).hasSize(399);
    assertThat(Files.readAllLines(loaded))
        .anyMatch(line -> line.contains(StaticEmbedder.class.getName()))
        .noneMatch(line -> line.contains("ai.onnxruntime."));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
