package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtEnvironment;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.fixtures.Protobuf;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinyOnnx;
import io.github.easyneg.fixtures.TinyTokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of tiny models against values computed by hand; see {@link TinyModel} for the words. */
class OnnxEmbedderTest {
  private final Path dir;

  OnnxEmbedderTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private float[] vector(String text) {
    return embed(OnnxOptions.defaults(), TextRole.PASSAGE, text).get(0).vector();
  }

  private List<Embedding> embed(OnnxOptions options, TextRole role, String... texts) {
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir, options)) {
      List<Embedding> embeddings = embedder.embed(List.of(texts), role);
      assertThat(embeddings).allSatisfy(e -> assertThat(e.vector()).hasSize(embedder.dimension()));
      return embeddings;
    }
  }

  private static void assertClose(float[] found, double... expected) {
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found[i]).as("component %d", i).isCloseTo(expected[i], within(1e-5));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pooling_mode_mean_tokens, 1.75, 3.25",
    "pooling_mode_cls_token, 1, 0",
    "pooling_mode_max_tokens, 4, 8",
    "pooling_mode_lasttoken, 0, 1",
    "pooling_mode_mean_sqrt_len_tokens, 3.5, 6.5",
    "pooling_mode_weightedmean_tokens, 1.7, 3.6",
  })
  void poolsAsTheOldFlagsSay(String flag, double x, double y) throws IOException {
    TinyModel.in(dir).pooling("\"pooling_mode_mean_tokens\":false,\"" + flag + "\":true");
    assertClose(vector("a b"), x, y);
  }

  @ParameterizedTest
  @CsvSource({
    "mean, 1.75, 3.25",
    "cls, 1, 0",
    "max, 4, 8",
    "lasttoken, 0, 1",
    "mean_sqrt_len_tokens, 3.5, 6.5",
    "weightedmean, 1.7, 3.6",
  })
  void poolsAsTheNewNameSays(String mode, double x, double y) throws IOException {
    TinyModel.in(dir)
        .pooling("\"pooling_mode_mean_tokens\":false,\"pooling_mode\":\"" + mode + "\"");
    assertClose(vector("a b"), x, y);
  }

  @Test
  void severalPoolingModesFollowOneAnother() throws IOException {
    TinyModel.in(dir).pooling("\"pooling_mode_mean_tokens\":true,\"pooling_mode_cls_token\":true");
    assertClose(vector("a b"), 1, 0, 1.75, 3.25);
  }

  @Test
  void paddingIsNotRead() throws IOException {
    TinyModel.in(dir);
    List<Embedding> embeddings =
        embed(OnnxOptions.defaults(), TextRole.PASSAGE, "a", "a b", "a b c c c c", "");
    assertClose(embeddings.get(0).vector(), 1, 5 / 3.0);
    assertClose(embeddings.get(1).vector(), 1.75, 3.25);
    assertClose(embeddings.get(2).vector(), -1 / 8.0, 13 / 8.0);
    assertClose(embeddings.get(3).vector(), 0.5, 0.5);
  }

  @Test
  void tokenTypesAreFedToNetworksThatAskForThem() throws IOException {
    TinyModel.in(dir)
        .tokenizer(TinyTokenizer.typedWords(TinyModel.WORDS))
        .network(
            TinyOnnx.gathering(TinyModel.rows())
                .addingTypes(new float[][] {{0, 0}, {10, 20}})
                .tokens("last_hidden_state"));
    assertClose(vector("a b"), 1.75 + 10 / 2.0, 3.25 + 20 / 2.0);
  }

  @Test
  void networksMayTakeIntsOf32Bits() throws IOException {
    TinyModel.in(dir)
        .network(TinyOnnx.gathering(TinyModel.rows()).ints().tokens("token_embeddings"));
    assertClose(vector("a b"), 1.75, 3.25);
  }

  @ParameterizedTest
  @ValueSource(strings = {"token_embeddings", "last_hidden_state", "something_else"})
  void theTokenOutputIsReadAndThePoolersIsNot(String name) throws IOException {
    TinyModel.in(dir).network(TinyOnnx.gathering(TinyModel.rows()).tokensAndPooler(name));
    assertClose(vector("a b"), 1.75, 3.25);
  }

  @Test
  void aNetworkMayHavePooledAlready() throws IOException {
    TinyModel.in(dir)
        .network(TinyOnnx.gathering(TinyModel.rows()).pooled("pooled"))
        .dense("torch.nn.modules.linear.Identity", new float[][] {{0, 1}, {1, 0}}, 0, 0);
    assertClose(vector("a b"), 3.25, 1.75);
  }

  @Test
  void aNetworkExportedWithAllItsModulesIsNotPassedThroughThemAgain() throws IOException {
    TinyModel.in(dir)
        .network(TinyOnnx.gathering(TinyModel.rows()).pooled("sentence_embedding"))
        .dense("torch.nn.modules.linear.Identity", new float[][] {{0, 1}, {1, 0}}, 0, 0);
    assertClose(vector("a b"), 1.75, 3.25);
  }

  @Test
  void denseFollowsThePooling() throws IOException {
    TinyModel.in(dir)
        .dense(
            "torch.nn.modules.activation.Tanh",
            new float[][] {{1, 0}, {0, 0.5f}, {1, -1}},
            0,
            -1,
            1.25f);
    assertClose(vector("a b"), Math.tanh(1.75), Math.tanh(0.625), Math.tanh(-0.25));
  }

  @Test
  void denseLayersAndNormalizeFollowOneAnother() throws IOException {
    TinyModel.in(dir)
        .dense("torch.nn.modules.activation.ReLU", new float[][] {{1, 0}, {0, -1}, {0, 1}}, 0, 0, 0)
        .dense("torch.nn.modules.linear.Identity", new float[][] {{4, 9, 0}, {0, 9, 4}}, -4, -1)
        .module("4_Normalize", "sentence_transformers.models.Normalize");
    assertClose(vector("a b"), 3 / Math.sqrt(9 + 144), 12 / Math.sqrt(9 + 144));
  }

  @Test
  void sentencePieceTokenizersAreRead() throws IOException {
    TinyModel.in(dir)
        .tokenizer(
            TinyTokenizer.pieces(
                List.of("<s>", "<pad>", "</s>", "<unk>", "▁a", "b", "▁ab"),
                List.of(0.0, 0.0, 0.0, 0.0, -1.0, -1.0, -5.0)));
    // <s> ▁a b </s> are the numbers 0, 4, 5, 2; the row of 0 is large.
    assertClose(vector("ab"), 1007 / 4.0, 1012 / 4.0);
  }

  @Test
  void promptsComeByRole() throws IOException {
    TinyModel.in(dir)
        .file(
            "config_sentence_transformers.json",
            "{\"prompts\":{\"query\":\"query: \",\"passage\":\"passage: \"},"
                + "\"default_prompt_name\":null}");
    assertClose(embed(OnnxOptions.defaults(), TextRole.QUERY, "a").get(0).vector(), 2.75, 1.25);
    assertClose(embed(OnnxOptions.defaults(), TextRole.PASSAGE, "a").get(0).vector(), 0.75, 5.25);
  }

  @Test
  void aDefaultPromptServesTheRolesWithoutOne() throws IOException {
    TinyModel.in(dir)
        .file(
            "config_sentence_transformers.json",
            "{\"prompts\":{\"query\":\"\",\"sts\":\"passage: \"},\"default_prompt_name\":\"sts\"}");
    assertClose(embed(OnnxOptions.defaults(), TextRole.QUERY, "a").get(0).vector(), 0.75, 5.25);
  }

  @Test
  void promptsCanBeGiven() throws IOException {
    TinyModel.in(dir);
    OnnxOptions options = OnnxOptions.defaults().prompts("query: ", "");
    assertClose(embed(options, TextRole.QUERY, "a").get(0).vector(), 2.75, 1.25);
    assertClose(embed(options, TextRole.PASSAGE, "a").get(0).vector(), 1, 5 / 3.0);
  }

  @Test
  void promptTokensAreNotPooledWhereTheModelSaysSo() throws IOException {
    TinyModel.in(dir)
        .pooling("\"pooling_mode_mean_tokens\":true,\"include_prompt\":false")
        .file("config_sentence_transformers.json", "{\"prompts\":{\"query\":\"query: \"}}");
    // [CLS] query: a [SEP]: the first two are the prompt's.
    assertClose(embed(OnnxOptions.defaults(), TextRole.QUERY, "a").get(0).vector(), 1, 2.5);
  }

  @Test
  void longTextsAreCutBeforeTheLastSpecialTokenAndSaySo() throws IOException {
    TinyModel.in(dir);
    List<Embedding> embeddings =
        embed(OnnxOptions.defaults().maxTokens(4), TextRole.PASSAGE, "a b c c c", "a b", "a");
    assertClose(embeddings.get(0).vector(), 1.75, 3.25);
    assertThat(embeddings.get(0).tokens()).hasValue(7);
    assertThat(embeddings.get(0).truncated()).isTrue();
    assertClose(embeddings.get(1).vector(), 1.75, 3.25);
    assertThat(embeddings.get(1).tokens()).hasValue(4);
    assertThat(embeddings.get(1).truncated()).isFalse();
    assertThat(embeddings.get(2).tokens()).hasValue(3);
  }

  @Test
  void theLongestTextIsTheModelsOwn() throws IOException {
    TinyModel.in(dir).file("sentence_bert_config.json", "{\"max_seq_length\":5}");
    assertThat(embed(OnnxOptions.defaults(), TextRole.PASSAGE, "a b c", "a b c c"))
        .extracting(Embedding::truncated)
        .containsExactly(false, true);
  }

  @Test
  void theLongestTextIsTheNetworksWhereTheModelSaysNothing() throws IOException {
    TinyModel.in(dir)
        .without("sentence_bert_config.json")
        .file("config.json", "{\"max_position_embeddings\":6}")
        .file("tokenizer_config.json", "{\"model_max_length\":1e30}");
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      assertThat(embedder.maxTokens()).isEqualTo(6);
    }
  }

  @Test
  void textsAreLowercasedWhereTheModelSaysSo() throws IOException {
    TinyModel.in(dir)
        .file("sentence_bert_config.json", "{\"max_seq_length\":128,\"do_lower_case\":true}");
    assertClose(vector("A B"), 1.75, 3.25);
  }

  @Test
  void quantizedNetworksGetOneTextAtATime() throws IOException {
    TinyModel.in(dir)
        .network(TinyOnnx.gathering(TinyModel.rows()).quantizing().tokens("last_hidden_state"));
    List<String> texts =
        List.of("c", "a b", "b b b b", "query: a", "passage: b c", "a", "b", "c c c");
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      List<Embedding> together = embedder.embed(texts, TextRole.PASSAGE);
      for (int i = 0; i < texts.size(); i++) {
        assertThat(embedder.embed(List.of(texts.get(i)), TextRole.PASSAGE).get(0).vector())
            .isEqualTo(together.get(i).vector());
      }
    }
  }

  @Test
  void weightsMayLieBesideTheNetwork() throws IOException {
    TinyModel model =
        TinyModel.in(dir)
            .network(TinyOnnx.gatheringFrom("model.onnx_data", 9, 2).tokens("last_hidden_state"));
    ByteBuffer raw = ByteBuffer.allocate(72).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : TinyModel.rows()) {
      raw.putFloat(row[0]).putFloat(row[1]);
    }
    Path weights = model.dir().resolve("onnx/model.onnx_data");
    Files.write(weights, raw.array());
    assertClose(vector("a b"), 1.75, 3.25);

    String before = OnnxEmbedder.load(dir).fingerprint();
    raw.putFloat(0, 5);
    Files.write(weights, raw.array());
    assertThat(OnnxEmbedder.load(dir).fingerprint()).isNotEqualTo(before);
  }

  @Test
  void aTextWithAnInfiniteVectorIsNamed() throws IOException {
    float[][] rows = TinyModel.rows();
    rows[6][1] = Float.NaN;
    TinyModel.in(dir).network(TinyOnnx.gathering(rows).tokens("last_hidden_state"));
    assertThatThrownBy(() -> embed(OnnxOptions.defaults(), TextRole.PASSAGE, "a", "b\n", "c"))
        .isInstanceOfSatisfying(EmbeddingException.class, e -> assertThat(e.text()).hasValue(2))
        .hasMessage(
            "Text 2 (\"c\", 1 character) has a vector with NaN in it, made by "
                + dir.resolve("onnx/model.onnx")
                + ". Leave the text out.");
  }

  @Test
  void aTextWithNothingButZerosHasNoVector() throws IOException {
    TinyModel.in(dir).dense("torch.nn.modules.activation.ReLU", new float[][] {{0, -1}}, 0);
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      assertThat(embedder.embed(List.of("b\u0007b"), TextRole.PASSAGE).get(0).missing())
          .contains("the model gives it a vector of nothing but zeros");
    }
  }

  @Test
  void aTextThatTheNetworkRefusesIsFoundInItsBatch() throws IOException {
    float[][] seven = Arrays.copyOf(TinyModel.rows(), 6);
    TinyModel.in(dir).network(TinyOnnx.gathering(seven).tokens("last_hidden_state"));
    assertThatThrownBy(() -> embed(OnnxOptions.defaults(), TextRole.PASSAGE, "a b", "a c", "b b"))
        .isInstanceOfSatisfying(EmbeddingException.class, e -> assertThat(e.text()).hasValue(1))
        .hasMessage(
            "Text 1 (\"a c\", 3 characters) could not be embedded by "
                + dir.resolve("onnx/model.onnx")
                + ": Non-zero status code returned while running Gather node. Name:'' Status"
                + " Message: indices element out of data bounds, idx=6 must be within the inclusive"
                + " range [-6,5]. It was given 4 tokens: if that is more than the network reads,"
                + " say how many with maxTokens(..), else leave the text out.");
  }

  @Test
  void fingerprintsFollowWhatVectorsDependOn() throws IOException {
    TinyModel model = TinyModel.in(dir);
    String first = OnnxEmbedder.load(dir).fingerprint();
    assertThat(first).matches("onnx:2d:128t:[0-9a-f]{32}");
    assertThat(OnnxEmbedder.load(dir).fingerprint()).isEqualTo(first);
    assertThat(OnnxEmbedder.load(dir, OnnxOptions.defaults().threads(7)).fingerprint())
        .isEqualTo(first);
    assertThat(OnnxEmbedder.load(dir, OnnxOptions.defaults().maxTokens(64)).fingerprint())
        .isNotEqualTo(first);
    assertThat(OnnxEmbedder.load(dir, OnnxOptions.defaults().prompts("q", "")).fingerprint())
        .isNotEqualTo(first)
        .isNotEqualTo(
            OnnxEmbedder.load(dir, OnnxOptions.defaults().prompts("", "q")).fingerprint());
    model.pooling("\"pooling_mode_cls_token\":true");
    assertThat(OnnxEmbedder.load(dir).fingerprint()).isNotEqualTo(first);
    model.pooling("\"pooling_mode_mean_tokens\":true");
    assertThat(OnnxEmbedder.load(dir).fingerprint()).isEqualTo(first);
    model.dense("torch.nn.modules.linear.Identity", new float[][] {{1, 0}, {0, 1}}, 0, 0);
    String dense = OnnxEmbedder.load(dir).fingerprint();
    assertThat(dense).isNotEqualTo(first);
  }

  @Test
  void aModelIsNotLoadedBeforeItEmbeds() throws IOException {
    // A graph that scans but does not load: its operator does not exist.
    TinyModel.in(dir)
        .network(
            new Protobuf()
                .message(7, new Protobuf().message(1, new Protobuf().text(4, "Nothing")))
                .toBytes());
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      assertThat(embedder.dimension()).isEqualTo(2);
      assertThat(embedder.fingerprint()).isNotBlank();
      assertThatThrownBy(() -> embedder.embed(List.of("a"), TextRole.QUERY))
          .isInstanceOf(EmbeddingException.class)
          .hasMessage(
              dir.resolve("onnx/model.onnx")
                  + " cannot be loaded on cpu: Missing opset in the model. All ModelProtos MUST"
                  + " have at least one entry that specifies which version of the ONNX OperatorSet"
                  + " is being imported. Download it again, or export it for ONNX Runtime "
                  + OrtEnvironment.getEnvironment().getVersion()
                  + " or older.");
    }
  }

  @Test
  void manyTextsKeepTheirOrderOverRoundsAndThreads() throws IOException {
    TinyModel.in(dir);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 9000; i++) {
      texts.add(String.join(" ", Collections.nCopies(i % 7, i % 2 == 0 ? "a" : "c")));
    }
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir, OnnxOptions.defaults().threads(5))) {
      List<Embedding> embeddings = embedder.embed(texts, TextRole.PASSAGE);
      for (int i = 0; i < texts.size(); i++) {
        double n = i % 7;
        double x = (1 + n * (i % 2 == 0 ? 2 : -2)) / (n + 2);
        double y = (1 + n * (i % 2 == 0 ? 4 : 0)) / (n + 2);
        assertClose(embeddings.get(i).vector(), x, y);
      }
    }
  }

  @Test
  void aClosedEmbedderSaysSo() throws IOException {
    TinyModel.in(dir);
    OnnxEmbedder embedder = OnnxEmbedder.load(dir);
    embedder.close();
    assertThatThrownBy(() -> embedder.embed(List.of("a"), TextRole.QUERY))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("This embedder is closed; make another one.");
  }

  @Test
  void anInterruptedCallEndsWithItsFlagSetAndNoThreadLeft() throws IOException {
    TinyModel.in(dir);
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> embedder.embed(List.of("a", "b"), TextRole.QUERY))
          .isInstanceOf(EmbeddingException.class)
          .hasMessage("Embedding was interrupted before all texts were done; nothing is returned.");
      assertThat(Thread.interrupted()).isTrue();
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().startsWith("easyneg-embed"));
      assertThat(embedder.embed(List.of("a"), TextRole.QUERY)).hasSize(1);
    }
  }

  @Test
  void cudaNamesTheArtifactThatItNeeds() throws IOException {
    TinyModel.in(dir);
    OnnxOptions options = OnnxOptions.defaults().device("cuda");
    assertThatThrownBy(() -> OnnxEmbedder.load(dir, options))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "device(\"cuda\") needs an ONNX Runtime with CUDA, and the one on the class path runs"
                + " on [CPU]. Add com.microsoft.onnxruntime:onnxruntime_gpu:1.29.0 in place of"
                + " com.microsoft.onnxruntime:onnxruntime, or use device(\"cpu\").");
  }
}
