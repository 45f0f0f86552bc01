package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinySafetensors;
import io.github.easyneg.fixtures.TinyTokenizer;
import io.github.easyneg.onnx.internal.embed.StaticModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Static models against values computed by hand: a is (2, 4), b is (4, 8), c is (-2, 0). */
class StaticEmbedderTest {
  private final Path dir;

  StaticEmbedderTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private TinySafetensors model(String path) throws IOException {
    Path folder = Files.createDirectories(dir.resolve(path));
    Files.writeString(folder.resolve("tokenizer.json"), TinyTokenizer.untruncated(TinyModel.WORDS));
    return new TinySafetensors();
  }

  private TinySafetensors model2Vec(String config) throws IOException {
    TinySafetensors tensors = model("");
    Files.writeString(dir.resolve("config.json"), config);
    return tensors;
  }

  private void modules(String... pathsAndTypes) throws IOException {
    StringBuilder json = new StringBuilder("[");
    for (int i = 0; i < pathsAndTypes.length; i += 2) {
      json.append(i == 0 ? "" : ",")
          .append("{\"path\":\"" + pathsAndTypes[i] + "\",")
          .append("\"type\":\"sentence_transformers.models." + pathsAndTypes[i + 1] + "\"}");
    }
    Files.writeString(dir.resolve("modules.json"), json.append("]"));
  }

  private Embedding embed(String text) {
    return embed(text, TextRole.PASSAGE);
  }

  private Embedding embed(String text, TextRole role) {
    try (StaticEmbedder embedder = StaticEmbedder.load(dir)) {
      Embedding embedding = embedder.embed(List.of(text), role).get(0);
      assertThat(embedding.vector()).hasSize(embedder.dimension());
      return embedding;
    }
  }

  private static void assertClose(Embedding found, double... expected) {
    assertThat(found.vector()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found.vector()[i]).isCloseTo(expected[i], within(1e-6));
    }
  }

  @Test
  void aModel2VecTextIsTheMeanOfItsKnownTokens() throws IOException {
    model2Vec("{\"normalize\":false}")
        .matrix("embeddings", TinyModel.rows())
        .write(dir.resolve("model.safetensors"));
    Embedding embedding = embed("a b nowhere b c");
    assertClose(embedding, 2, 5);
    assertThat(embedding.tokens()).hasValue(5);
    assertThat(embedding.truncated()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"Right, 3, 6", "Left, 1, 4"})
  void aTokenizerThatTruncatesIsObeyed(String direction, double first, double second)
      throws IOException {
    for (String matrix : List.of("embeddings", "embedding.weight")) {
      model("").matrix(matrix, TinyModel.rows()).write(dir.resolve("model.safetensors"));
      Files.writeString(
          dir.resolve("tokenizer.json"),
          TinyTokenizer.words(TinyModel.WORDS)
              .replace("\"max_length\":4", "\"max_length\":2")
              .replaceFirst("Right", direction));
      try (StaticEmbedder embedder = StaticEmbedder.load(dir)) {
        assertThat(embedder.tokenLimit()).hasValue(2);
        Embedding embedding = embedder.embed(List.of("a b c"), TextRole.PASSAGE).get(0);
        assertClose(embedding, first, second);
        assertThat(embedding.tokens()).hasValue(3);
        assertThat(embedding.truncated()).isTrue();
      }
    }
  }

  @Test
  void aModel2VecConfigMayAskForLengthOne() throws IOException {
    model2Vec("{\"normalize\":true}")
        .matrix("embeddings", TinyModel.rows())
        .write(dir.resolve("model.safetensors"));
    assertClose(embed("a"), 1 / Math.sqrt(5), 2 / Math.sqrt(5));
  }

  @Test
  void model2VecWeightsAndMappingAreApplied() throws IOException {
    // Rows by cluster; [PAD] .. passage: are mapped to them, and weighted one by one.
    model2Vec("{}")
        .matrix("embeddings", new float[][] {{1, 0}, {0, 1}})
        .vector("weights", 9, 9, 9, 9, 2, 3, 5, 9, 9)
        .longs("mapping", 0, 0, 0, 0, 0, 1, 1, 0, 0)
        .write(dir.resolve("model.safetensors"));
    assertClose(embed("a b c"), 2 / 3.0, 8 / 3.0);
  }

  @Test
  void aStaticEmbeddingCountsUnknownTokensToo() throws IOException {
    modules("0_StaticEmbedding", "StaticEmbedding");
    model("0_StaticEmbedding")
        .matrix("embedding.weight", TinyModel.rows())
        .write(dir.resolve("0_StaticEmbedding/model.safetensors"));
    assertClose(embed("a nowhere"), 0.5, 1.5);
  }

  @Test
  void aStaticEmbeddingMayBeNormalizedByAModule() throws IOException {
    modules("", "StaticEmbedding", "1_Normalize", "Normalize");
    model("").matrix("embedding.weight", TinyModel.rows()).write(dir.resolve("model.safetensors"));
    assertClose(embed("b"), 1 / Math.sqrt(5), 2 / Math.sqrt(5));
  }

  @Test
  void halfPrecisionIsRead() throws IOException {
    model2Vec("{}")
        // 1.5 and -2 in binary16, for each of nine words.
        .shorts(
            "embeddings",
            "F16",
            "[9,2]",
            0x3e00,
            0xc000,
            0x3e00,
            0xc000,
            0x3e00,
            0xc000,
            0x3e00,
            0xc000,
            0x3e00,
            0xc000,
            0x3e00,
            0xc000,
            0x3e00,
            0xc000,
            0x3e00,
            0xc000,
            0x3e00,
            0xc000)
        .write(dir.resolve("model.safetensors"));
    assertClose(embed("a b"), 1.5, -2);
  }

  @Test
  void promptsComeByRole() throws IOException {
    prompted();
    modules("", "StaticEmbedding");
    assertClose(embed("a", TextRole.QUERY), 5, 2);
    assertClose(embed("a", TextRole.PASSAGE), 1, 10);
  }

  @Test
  void withoutModulesPromptsAreIgnoredAsModel2VecDoes() throws IOException {
    prompted();
    assertClose(embed("a", TextRole.QUERY), 2, 4);
    assertClose(embed("a", TextRole.PASSAGE), 2, 4);
    assertThat(StaticModel.read(dir).notes())
        .containsExactly(
            dir
                + " has config_sentence_transformers.json, but no modules.json: its prompts and"
                + " truncate_dim are ignored, as Model2Vec does. If they are to count, add the"
                + " modules.json that sentence-transformers saves.");
    modules("", "StaticEmbedding");
    assertThat(StaticModel.read(dir).notes()).isEmpty();
  }

  private void prompted() throws IOException {
    model2Vec("{}").matrix("embeddings", TinyModel.rows()).write(dir.resolve("model.safetensors"));
    Files.writeString(
        dir.resolve("config_sentence_transformers.json"),
        "{\"prompts\":{\"query\":\"query: \",\"document\":\"passage: \"}}");
  }

  @Test
  void aTextOfUnknownTokensHasNoVector() throws IOException {
    model2Vec("{}").matrix("embeddings", TinyModel.rows()).write(dir.resolve("model.safetensors"));
    assertUnknown(TextRole.PASSAGE);
  }

  @Test
  void whatIsKnownOfAPromptSaysNothingOfTheText() throws IOException {
    prompted();
    modules("", "StaticEmbedding");
    assertUnknown(TextRole.PASSAGE);
    assertUnknown(TextRole.QUERY);
  }

  private void assertUnknown(TextRole role) {
    try (StaticEmbedder embedder = StaticEmbedder.load(dir)) {
      for (String text : List.of("nowhere", "")) {
        List<String> texts = List.of("a", text, "b");
        List<Optional<String>> expected =
            List.of(
                Optional.empty(),
                Optional.of("it has no token that the model knows"),
                Optional.empty());
        assertThat(embedder.embed(texts, role).stream().map(Embedding::missing))
            .containsExactlyElementsOf(expected);
        assertThat(embedder.withoutVector(texts, role)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aTextWhoseRowsAreZerosHasNoVector() throws IOException {
    float[][] rows = TinyModel.rows();
    for (float[] row : rows) {
      Arrays.fill(row, 0);
    }
    model2Vec("{}").matrix("embeddings", rows).write(dir.resolve("model.safetensors"));
    try (StaticEmbedder embedder = StaticEmbedder.load(dir)) {
      assertThat(embedder.embed(List.of("a"), TextRole.PASSAGE).get(0).missing())
          .contains("the model gives it a vector of nothing but zeros");
    }
  }

  @Test
  void aMatrixOfTooFewRowsIsNamed() throws IOException {
    model2Vec("{}")
        .matrix("embeddings", new float[][] {{1, 0}, {0, 1}})
        .write(dir.resolve("model.safetensors"));
    assertThatThrownBy(() -> embed("a"))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            "Text 0 (\"a\", 1 character) has the token 4, and "
                + dir.resolve("model.safetensors")
                + " has rows for 2 tokens. Use the matrix and the tokenizer of the same model.");
  }

  @Test
  void aMappingOutOfTheMatrixIsNamed() throws IOException {
    model2Vec("{}")
        .matrix("embeddings", new float[][] {{1, 0}, {0, 1}})
        .longs("mapping", 0, 2)
        .write(dir.resolve("model.safetensors"));
    assertThatThrownBy(() -> embed("a"))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            dir.resolve("model.safetensors")
                + ": 'mapping' sends token 1 to row 2.0; expected 0..1. Download the model's folder"
                + " again.");
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    assertThatThrownBy(() -> StaticEmbedder.load(dir))
        .hasMessage(
            "model.safetensors is missing from "
                + dir
                + ". Download the model's whole folder: leaving a module out gives other vectors.");
    model("").matrix("embeddings", TinyModel.rows()).write(dir.resolve("model.safetensors"));
    Files.delete(dir.resolve("tokenizer.json"));
    assertThatThrownBy(() -> StaticEmbedder.load(dir))
        .hasMessage(
            "tokenizer.json is missing from " + dir + ". Download the model's whole folder.");
  }

  @Test
  void aModelWithANetworkIsForTheOtherEmbedder() throws IOException {
    modules("", "Transformer");
    assertThatThrownBy(() -> StaticEmbedder.load(dir))
        .hasMessage(
            dir.resolve("modules.json")
                + ": the first module is 'Transformer'; expected 'StaticEmbedding'. Use"
                + " OnnxEmbedder.load(..) for a model with a network.");
  }

  @Test
  void aFileWithoutAMatrixSaysWhatItHolds() throws IOException {
    model("").vector("other", 1).write(dir.resolve("model.safetensors"));
    assertThatThrownBy(() -> StaticEmbedder.load(dir))
        .hasMessage(
            dir.resolve("model.safetensors")
                + " is not the safetensors file that was expected: it holds no tensor"
                + " 'embedding.weight', only [other]. Download the model's folder again.");
  }

  @Test
  void fingerprintsFollowWhatVectorsDependOn() throws IOException {
    model2Vec("{}").matrix("embeddings", TinyModel.rows()).write(dir.resolve("model.safetensors"));
    String first = StaticEmbedder.load(dir).fingerprint();
    assertThat(first).matches("static:2d:[0-9a-f]{32}");
    Files.writeString(dir.resolve("config.json"), "{\"normalize\":true}");
    String normalized = StaticEmbedder.load(dir).fingerprint();
    assertThat(normalized).isNotEqualTo(first);
    float[][] rows = TinyModel.rows();
    rows[4][0] += 1;
    new TinySafetensors().matrix("embeddings", rows).write(dir.resolve("model.safetensors"));
    assertThat(StaticEmbedder.load(dir).fingerprint()).isNotEqualTo(normalized);
  }

  @Test
  void whatIsNoMatrixIsNamed() throws IOException {
    for (String shape : List.of("[18]", "[0,2]", "[9,0]", "[1,9,2]")) {
      int numbers = shape.contains("0") ? 0 : 18;
      model2Vec("{}")
          .add("embeddings", "F32", shape, new byte[numbers * Float.BYTES])
          .write(dir.resolve("model.safetensors"));
      assertThatThrownBy(() -> StaticEmbedder.load(dir))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              dir.resolve("model.safetensors")
                  + ": 'embeddings' has the shape "
                  + shape.replace(",", ", ")
                  + "; expected [tokens, dimension]. Download the model's folder again.");
    }
  }

  /** What the native tokenizer takes, and Java's numbers do not. */
  @Test
  void anUnknownTokenBeyondAllNumbersIsRefused() throws IOException {
    model2Vec("{}").matrix("embeddings", TinyModel.rows()).write(dir.resolve("model.safetensors"));
    Path tokenizer = dir.resolve("tokenizer.json");
    Files.writeString(
        tokenizer, Files.readString(tokenizer).replace("\"[UNK]\":1", "\"[UNK]\":3000000000"));
    assertThatThrownBy(() -> embed("a"))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            tokenizer
                + " is not a tokenizer that can be read: Numeric value (3000000000) out of range of"
                + " int (-2147483648 - 2147483647). Download the model's folder again.");
  }

  @Test
  void aTextThatCannotBeSplitIsNamed() throws IOException {
    model2Vec("{}").matrix("embeddings", TinyModel.rows()).write(dir.resolve("model.safetensors"));
    Path tokenizer = dir.resolve("tokenizer.json");
    Files.writeString(tokenizer, Files.readString(tokenizer).replace("\"[UNK]\":1", "\"other\":1"));
    try (StaticEmbedder embedder = StaticEmbedder.load(dir)) {
      assertThatThrownBy(() -> embedder.embed(List.of("a", "nowhere"), TextRole.PASSAGE))
          .isInstanceOfSatisfying(EmbeddingException.class, e -> assertThat(e.text()).hasValue(1))
          .hasMessage(
              "Text 1 (\"nowhere\", 7 characters) could not be tokenised: WordLevel error: Missing"
                  + " [UNK] token from the vocabulary. Leave it out, or use the tokenizer.json that"
                  + " belongs to the model.");
    }
  }

  @Test
  void theUnknownTokenOfAUnigramModelIsLeftOutByItsNumber() throws IOException {
    Files.writeString(
        dir.resolve("tokenizer.json"),
        TinyTokenizer.pieces(
            List.of("<s>", "<pad>", "</s>", "<unk>", "\u2581a", "\u2581b"),
            List.of(0.0, 0.0, 0.0, 0.0, -1.0, -2.0)));
    Files.writeString(dir.resolve("config.json"), "{\"model_type\":\"model2vec\"}");
    new TinySafetensors()
        .matrix("embeddings", new float[][] {{9, 9}, {9, 9}, {9, 9}, {100, 100}, {1, 2}, {3, 4}})
        .write(dir.resolve("model.safetensors"));
    assertClose(embed("a \u6771\u4eac b"), 2, 3);
  }

  @Test
  void anUnknownTokenAmongTheAddedOnesIsLeftOut() throws IOException {
    model2Vec("{}")
        .matrix("embeddings", new float[][] {{9, 9}, {9, 9}, {9, 9}, {2, 4}, {100, 100}})
        .write(dir.resolve("model.safetensors"));
    Files.writeString(
        dir.resolve("tokenizer.json"),
        TinyTokenizer.words(List.of("[PAD]", "[CLS]", "[SEP]", "a"))
            .replace(
                "\"added_tokens\":[]",
                "\"added_tokens\":[{\"id\":4,\"content\":\"[UNK]\",\"single_word\":false,"
                    + "\"lstrip\":false,\"rstrip\":false,\"normalized\":false,\"special\":true}]"));
    assertClose(embed("a [UNK]"), 2, 4);
  }

  @Test
  void dimensionsCutAndNormaliseAgain() throws IOException {
    model2Vec("{}").matrix("embeddings", TinyModel.rows()).write(dir.resolve("model.safetensors"));
    try (StaticEmbedder embedder = StaticEmbedder.load(dir, 1)) {
      assertThat(embedder.dimension()).isEqualTo(1);
      assertClose(embedder.embed(List.of("a b"), TextRole.PASSAGE).get(0), 1);
    }
    assertThatThrownBy(() -> StaticEmbedder.load(dir, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "dimensions is 3, but the model's vectors have 2 numbers. Use at most that, or leave it"
                + " out.");
  }

  @Test
  void tensorsThatNobodyNeedsMayBeOfAnyType() throws IOException {
    model2Vec("{}")
        .matrix("embeddings", TinyModel.rows())
        .add("flags", "BOOL", "[3]", new byte[] {1, 0, 1})
        .add("other", "F8_E5M2", "[2]", new byte[2])
        .write(dir.resolve("model.safetensors"));
    assertClose(embed("a b"), 3, 6);
  }
}
