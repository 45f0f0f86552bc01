package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.embed.TextRole;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinyTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistillTest {
  private static final DistillOptions EXACT = DistillOptions.defaults().precision("float32");

  private final Path dir;
  private final Path model;
  private final Path out;

  DistillTest(@TempDir Path dir) {
    this.dir = dir;
    this.model = dir.resolve("model");
    this.out = dir.resolve("static");
  }

  /** What the network makes of each token, between [CLS] and [SEP]: the mean of the three. */
  private static double[][] tokenVectors() {
    float[][] rows = TinyModel.rows();
    double[][] vectors = new double[rows.length][2];
    for (int token = 0; token < rows.length; token++) {
      for (int i = 0; i < 2; i++) {
        vectors[token][i] = ((double) rows[2][i] + rows[token][i] + rows[3][i]) / 3;
      }
    }
    return vectors;
  }

  private static double[][] centred() {
    double[][] vectors = tokenVectors();
    for (int i = 0; i < 2; i++) {
      int column = i;
      double mean = Arrays.stream(vectors).mapToDouble(v -> v[column]).average().orElseThrow();
      for (double[] vector : vectors) {
        vector[i] -= mean;
      }
    }
    return vectors;
  }

  private static double cosine(double[] one, double[] other) {
    return (one[0] * other[0] + one[1] * other[1])
        / Math.hypot(one[0], one[1])
        / Math.hypot(other[0], other[1]);
  }

  private static double[] vector(StaticEmbedder embedder, String text) {
    float[] vector = embedder.embed(List.of(text), TextRole.PASSAGE).get(0).vector();
    double[] wide = new double[vector.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = vector[i];
    }
    return wide;
  }

  /** Two components of two dimensions turn the vectors round their mean, so that cosines stay. */
  @Test
  void aTokensVectorIsWhatTheNetworkMakesOfItRoundTheMeanOfAll() throws IOException {
    TinyModel.in(model);
    try (StaticEmbedder distilled = StaticEmbedder.distill(model, out, EXACT)) {
      double[][] centred = centred();
      assertThat(distilled.dimension()).isEqualTo(2);
      for (String one : List.of("a", "b", "c")) {
        for (String other : List.of("a", "b", "c", "passage:")) {
          assertThat(cosine(vector(distilled, one), vector(distilled, other)))
              .isCloseTo(
                  cosine(
                      centred[TinyModel.WORDS.indexOf(one)],
                      centred[TinyModel.WORDS.indexOf(other)]),
                  within(1e-6));
        }
      }
    }
  }

  @Test
  void aTextsVectorIsTheSumOfItsTokensByTheirWeights() throws IOException {
    TinyModel.in(model);
    // 9 tokens: ranks 2 to 10, of which a is the 5th and c the 7th.
    double sum = 0;
    for (int rank = 2; rank <= 10; rank++) {
      sum += 1.0 / rank;
    }
    double ofA = 1e-4 / (1e-4 + 1 / (6 * sum));
    double ofC = 1e-4 / (1e-4 + 1 / (8 * sum));
    double[] a = centred()[4];
    double[] c = centred()[6];
    double[] both = {ofA * a[0] + ofC * c[0], ofA * a[1] + ofC * c[1]};
    try (StaticEmbedder distilled = StaticEmbedder.distill(model, out, EXACT)) {
      assertThat(cosine(vector(distilled, "a c"), vector(distilled, "a")))
          .isCloseTo(cosine(both, a), within(1e-6));
    }
  }

  @Test
  void tokensCountAlikeWhereTheyAreToHaveTheSameWeight() throws IOException {
    TinyModel.in(model);
    double[] a = centred()[4];
    double[] c = centred()[6];
    double[] both = {a[0] + c[0], a[1] + c[1]};
    try (StaticEmbedder distilled = StaticEmbedder.distill(model, out, EXACT.equalWeights())) {
      assertThat(cosine(vector(distilled, "a c"), vector(distilled, "a")))
          .isCloseTo(cosine(both, a), within(1e-6));
    }
  }

  @ParameterizedTest
  @CsvSource({"float16, 1e-3", "int8, 2e-2"})
  void coarserNumbersGiveNearlyTheSameVectors(String precision, double error) throws IOException {
    TinyModel.in(model);
    try (StaticEmbedder distilled =
        StaticEmbedder.distill(model, out, DistillOptions.defaults().precision(precision))) {
      double[][] centred = centred();
      assertThat(cosine(vector(distilled, "a"), vector(distilled, "passage:")))
          .isCloseTo(cosine(centred[4], centred[8]), within(error));
    }
  }

  @Test
  void theFolderIsTheSameOnAnyNumberOfThreadsAndNothingIsBesideIt() throws IOException {
    TinyModel.in(model);
    Path other = out.resolveSibling("other");
    StaticEmbedder.distill(model, out, EXACT.threads(1)).close();
    StaticEmbedder.distill(model, other, EXACT.threads(3)).close();

    assertThat(names(out))
        .containsExactly("README.md", "config.json", "model.safetensors", "tokenizer.json");
    for (String name : names(out)) {
      assertThat(Files.mismatch(out.resolve(name), other.resolve(name))).isEqualTo(-1);
    }
    assertThat(names(dir)).containsExactly("model", "other", "static");
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> "" + file.getFileName()).sorted().toList();
    }
  }

  @Test
  void itsFilesAreThoseThatModel2VecReads() throws IOException {
    TinyModel.in(model);
    StaticEmbedder.distill(model, out, DistillOptions.defaults()).close();

    assertThat(Files.readString(out.resolve("config.json")))
        .isEqualTo(
            """
            {
              "model_type": "model2vec",
              "architectures": ["StaticModel"],
              "tokenizer_name": "model",
              "apply_pca": 2,
              "sif_coefficient": 1.0E-4,
              "hidden_dim": 2,
              "embedding_dtype": "float16",
              "seq_length": 1000000,
              "normalize": true
            }
            """);
    assertThat(Files.readString(out.resolve("tokenizer.json")))
        .contains("\"truncation\":null,\"padding\":null")
        .contains("\"passage:\":8");
    byte[] matrix = Files.readAllBytes(out.resolve("model.safetensors"));
    assertThat(new String(matrix, 8, 70, StandardCharsets.US_ASCII))
        .startsWith("{\"embeddings\":{\"dtype\":\"F16\",\"shape\":[9,2],\"data_offsets\":[0,36]}}");
    assertThat(Files.readString(out.resolve("README.md")))
        .startsWith("---\nlibrary_name: model2vec");
  }

  @Test
  void placesThatNobodyHasFilledAreLeftOut() throws IOException {
    List<String> words = new ArrayList<>(TinyModel.WORDS);
    words.set(0, "[unused0]");
    TinyModel.in(model).tokenizer(TinyTokenizer.words(words));
    double[][] vectors = tokenVectors();
    double[] mean = new double[2];
    for (int token = 1; token < vectors.length; token++) {
      mean[0] += vectors[token][0] / 8;
      mean[1] += vectors[token][1] / 8;
    }
    double[] a = {vectors[4][0] - mean[0], vectors[4][1] - mean[1]};
    double[] c = {vectors[6][0] - mean[0], vectors[6][1] - mean[1]};
    try (StaticEmbedder distilled = StaticEmbedder.distill(model, out, EXACT)) {
      assertThat(cosine(vector(distilled, "a"), vector(distilled, "c")))
          .isCloseTo(cosine(a, c), within(1e-6));
    }
  }

  @Test
  void aFolderThatIsThereAlreadyIsLeftAlone() throws IOException {
    TinyModel.in(model);
    Files.createDirectories(out);
    Files.writeString(out.resolve("notes.txt"), "mine");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StaticEmbedder.distill(model, out))
        .withMessage(
            out
                + " is there already; a distilled model needs a folder that is not there yet, or is"
                + " empty. Name another one, or remove it.");
    assertThat(names(out)).containsExactly("notes.txt");
  }

  @Test
  void anEmptyFolderGivesWay() throws IOException {
    TinyModel.in(model);
    Files.createDirectories(out);
    StaticEmbedder.distill(model, out).close();

    assertThat(names(out)).contains("model.safetensors");
  }

  @Test
  void aTokenizerWithMoreTokensThanTheNetworkIsRefused() throws IOException {
    List<String> words = new ArrayList<>(TinyModel.WORDS);
    words.add("d");
    TinyModel.in(model).tokenizer(TinyTokenizer.words(words));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> StaticEmbedder.distill(model, out))
        .withMessageStartingWith(
            model.resolve("onnx/model.onnx")
                + " cannot be run on the tokens 0 to 9 of its tokenizer: ")
        .withMessageEndingWith(". Use the network and the tokenizer of the same model.");
    assertThat(out).doesNotExist();
  }

  @Test
  void optionsThatAreNotInRangeAreRefused() {
    DistillOptions options = DistillOptions.defaults();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.dimensions(0))
        .withMessage("dimensions is 0; use at least 1, and at most the model's own.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.smoothing(1))
        .withMessage("smoothing is 1.0; use a number above 0 and below 1.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.precision("int4"))
        .withMessage("precision is int4; use one of [float32, float16, int8].");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> options.threads(0))
        .withMessage("threads is 0; use at least 1.");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StaticEmbedder.distillAllMiniLmL6V2(out, options.file("a.onnx")))
        .withMessage(
            "file is 'a.onnx', but all-MiniLM-L6-v2 comes in a jar and has one file. Leave it"
                + " out.");
  }
}
