package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtEnvironment;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinyOnnx;
import io.github.easyneg.fixtures.TinySafetensors;
import io.github.easyneg.fixtures.TinyTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a model's folder may lack or get wrong, and what the error says. */
class OnnxEmbedderFolderTest {
  private static final String TANH = "torch.nn.modules.activation.Tanh";
  private static final String INSIDE =
      " Export the model to ONNX with its layers inside, under the output 'sentence_embedding', or"
          + " use another model.";

  private final Path dir;

  OnnxEmbedderFolderTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private void refused(String message) {
    refused(OnnxOptions.defaults(), message);
  }

  private void refused(OnnxOptions options, String message) {
    assertThatThrownBy(() -> OnnxEmbedder.load(dir, options))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message.replace("DIR", dir.toString()));
  }

  private void refusedWhenItEmbeds(String message) {
    refusedWhenItEmbeds("a", message);
  }

  private void refusedWhenItEmbeds(String text, String message) {
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      assertThatThrownBy(() -> embedder.embed(List.of(text), TextRole.QUERY))
          .hasMessage(message.replace("DIR", dir.toString()));
    }
  }

  @Test
  void theFolderMustExist() {
    assertThatThrownBy(() -> OnnxEmbedder.load(dir.resolve("none")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            dir + "/none is missing; expected a model's folder, with tokenizer.json in it.");
  }

  @Test
  void thePoolingMustBeThere() throws IOException {
    TinyModel.in(dir).without("1_Pooling/config.json");
    refused(
        "1_Pooling/config.json is missing from DIR. Download the model's whole folder: leaving a"
            + " module out gives other vectors.");
  }

  @Test
  void theTokenizerMustBeThere() throws IOException {
    TinyModel.in(dir).without("tokenizer.json");
    refused("tokenizer.json is missing from DIR. Download the model's whole folder.");
  }

  @Test
  void aSentencePieceFileAloneIsNoTokenizer() throws IOException {
    TinyModel.in(dir).without("tokenizer.json").file("sentencepiece.bpe.model", "");
    refused(
        "tokenizer.json is missing from DIR. There is a SentencePiece file, which transformers"
            + " turns into a tokenizer.json:"
            + " AutoTokenizer.from_pretrained(dir).save_pretrained(dir).");
  }

  @Test
  void theNetworkMustBeThere() throws IOException {
    TinyModel.in(dir).without("onnx/model.onnx");
    refused(
        "onnx/model.onnx is missing from DIR. Download it, or export the model: an embedder or a"
            + " cross-encoder with sentence-transformers' backend=\"onnx\", a reader with"
            + " 'optimum-cli export onnx --task question-answering'.");
  }

  @Test
  void otherNetworksAreNamed() throws IOException {
    TinyModel.in(dir)
        .without("onnx/model.onnx")
        .file("onnx/model_quantized.onnx", "")
        .file("onnx/model_O4.onnx", "");
    refused(
        "onnx/model.onnx is missing from DIR. There is [onnx/model_O4.onnx,"
            + " onnx/model_quantized.onnx]: choose one with OnnxOptions.file(..).");
    refused(
        OnnxOptions.defaults().file("onnx/model_O3.onnx"),
        "onnx/model_O3.onnx is missing from DIR. There is [onnx/model_O4.onnx,"
            + " onnx/model_quantized.onnx]: choose one with OnnxOptions.file(..).");
  }

  @Test
  void aDenseLayersWeightsMustBeThere() throws IOException {
    TinyModel.in(dir).dense(TANH, new float[][] {{1, 0}}, 0).without("2_Dense/model.safetensors");
    refused(
        "2_Dense/model.safetensors is missing from DIR. Download the model's whole folder: leaving"
            + " a module out gives other vectors.");
  }

  @Test
  void aDenseLayersPickleIsNotRead() throws IOException {
    TinyModel.in(dir)
        .dense(TANH, new float[][] {{1, 0}}, 0)
        .without("2_Dense/model.safetensors")
        .file("2_Dense/pytorch_model.bin", "");
    refused(
        "2_Dense/model.safetensors is missing from DIR. There is a pytorch_model.bin beside it,"
            + " which is a Python pickle and cannot be read safely. Save the model with"
            + " sentence-transformers 3 or newer, which writes safetensors.");
  }

  @Test
  void anUnknownActivationIsNamed() throws IOException {
    TinyModel.in(dir).dense("torch.nn.modules.activation.PReLU", new float[][] {{1, 0}}, 0);
    refused(
        "DIR/2_Dense/config.json: 'activation_function' is 'torch.nn.modules.activation.PReLU';"
            + " supported are Tanh, Identity, ReLU, Sigmoid, GELU, SiLU, LeakyReLU, ELU, SELU,"
            + " Softplus, Mish, Hardtanh, ReLU6 of torch.nn."
            + INSIDE);
  }

  @Test
  void aDenseLayerMustFitItsConfig() throws IOException {
    TinyModel.in(dir).dense(TANH, new float[][] {{1, 0}}, 0);
    new TinySafetensors()
        .matrix("linear.weight", new float[][] {{1, 0, 0}})
        .vector("linear.bias", 0)
        .write(dir.resolve("2_Dense/model.safetensors"));
    refused(
        "DIR/2_Dense/model.safetensors: linear.weight has the shape [1, 3]; expected [1, 2], as"
            + " 2_Dense/config.json says. Download the model's folder again.");
  }

  @Test
  void aDenseLayerMustFitTheModuleBefore() throws IOException {
    TinyModel.in(dir).dense(TANH, new float[][] {{1, 0, 0}}, 0);
    refused(
        "DIR/2_Dense/config.json: it takes vectors of 3 numbers, and the module before it makes 2."
            + " Download the model's folder again.");
  }

  @Test
  void anUnknownModuleIsNamed() throws IOException {
    TinyModel.in(dir).module("2_LSTM", "sentence_transformers.models.LSTM");
    refused(
        "DIR/modules.json: it names the module 'LSTM'; supported are Dense, Dropout, LayerNorm"
            + " and Normalize."
            + INSIDE);
  }

  @Test
  void anUnknownPoolingIsNamed() throws IOException {
    TinyModel.in(dir).pooling("\"pooling_mode\":\"attention\"");
    refused(
        "DIR/1_Pooling/config.json: 'pooling_mode' is 'attention'; supported are cls, max,"
            + " mean, mean_sqrt_len_tokens, weightedmean, lasttoken."
            + INSIDE);
  }

  @Test
  void aStaticModelIsForTheOtherEmbedder() throws IOException {
    TinyModel.in(dir)
        .file(
            "modules.json",
            "[{\"path\":\"\",\"type\":\"sentence_transformers.models.StaticEmbedding\"}]");
    refused(
        "DIR/modules.json: the model is a StaticEmbedding, which has no network. Use"
            + " StaticEmbedder.load(..).");
  }

  @Test
  void noModuleLeadsOutOfTheFolder() throws IOException {
    for (String path : List.of("../1_Pooling", "/etc", "a/../../b", "..\\\\x")) {
      TinyModel.in(dir)
          .file(
              "modules.json",
              "[{\"path\":\"\",\"type\":\"Transformer\"},{\"path\":\""
                  + path
                  + "\",\"type\":\"Pooling\"}]");
      refused(
          "modules.json of DIR names '"
              + path.replace("\\\\", "\\")
              + "/config.json'; expected a path inside the model's folder, without '..', ':' or"
              + " '\\'. Do not use this folder unless you trust where it comes from, and correct"
              + " the name if you do.");
    }
  }

  @Test
  void noWeightsLeadOutOfTheFolder() throws IOException {
    TinyModel.in(dir)
        .network(TinyOnnx.gatheringFrom("../../secret", 9, 2).tokens("last_hidden_state"));
    refused(
        "onnx/model.onnx of DIR names 'onnx/../../secret'; expected a path inside the model's"
            + " folder, without '..', ':' or '\\'. Do not use this folder unless you trust where it"
            + " comes from, and correct the name if you do.");
  }

  @Test
  void missingWeightsAreNamed() throws IOException {
    TinyModel.in(dir)
        .network(TinyOnnx.gatheringFrom("model.onnx_data", 9, 2).tokens("last_hidden_state"));
    refused(
        "onnx/model.onnx_data is missing from DIR. onnx/model.onnx keeps its weights in it."
            + " Download the model's whole folder.");
  }

  @Test
  void aTruncatedNetworkIsNotAnOnnxModel() throws IOException {
    byte[] whole = TinyOnnx.gathering(TinyModel.rows()).tokens("last_hidden_state");
    TinyModel.in(dir).network(java.util.Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(() -> OnnxEmbedder.load(dir))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            dir.resolve("onnx/model.onnx")
                + " is not an ONNX model that can be read (it ends within a field). Download it"
                + " again, from whom you trust.");
  }

  @Test
  void aPageInPlaceOfANetworkIsNotAnOnnxModel() throws IOException {
    TinyModel.in(dir).network("vulnerable? <html>404</html>\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> OnnxEmbedder.load(dir))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            dir.resolve("onnx/model.onnx")
                + " is not an ONNX model that can be read (a field of the unknown kind 6). Download"
                + " it again, from whom you trust.");
  }

  @Test
  void brokenJsonIsNamed() throws IOException {
    TinyModel.in(dir).file("modules.json", "[{\"path\":");
    assertThatThrownBy(() -> OnnxEmbedder.load(dir))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            dir.resolve("modules.json")
                + " is not JSON (Unexpected end-of-input within/between Object entries). Download"
                + " the model's folder again.");
  }

  @Test
  void aHugeConfigIsNotRead() throws IOException {
    TinyModel.in(dir);
    try (var file = new java.io.RandomAccessFile(dir.resolve("modules.json").toFile(), "rw")) {
      file.setLength(1L << 30);
    }
    refused(
        "DIR/modules.json has 1073741824 bytes; expected at most 16777216. Download the model's"
            + " folder again.");
  }

  @Test
  void aModelThatSaysNoLongestTextNeedsOne() throws IOException {
    TinyModel.in(dir).without("sentence_bert_config.json");
    refused(
        "sentence_bert_config.json is missing from DIR. Neither it, nor max_position_embeddings in"
            + " config.json, nor model_max_length in tokenizer_config.json says how many tokens the"
            + " network reads. Download the model's whole folder.");
  }

  @Test
  void anInputThatCannotBeGivenIsNamed() throws IOException {
    TinyModel.in(dir)
        .network(
            TinyOnnx.gathering(TinyModel.rows())
                .asking("past_key_values.0.key")
                .tokens("last_hidden_state"));
    refusedWhenItEmbeds(
        "DIR/onnx/model.onnx asks for the input 'past_key_values.0.key'; supported are"
            + " input_ids, attention_mask, token_type_ids and position_ids. Export the model for"
            + " feature extraction, without past key values: optimum-cli export onnx --task"
            + " feature-extraction.");
  }

  @Test
  void aNetworkOfAnotherWidthIsNamed() throws IOException {
    TinyModel.in(dir).network(TinyOnnx.gathering(new float[9][3]).tokens("last_hidden_state"));
    refusedWhenItEmbeds(
        "DIR/onnx/model.onnx gives vectors of 3 numbers in 'last_hidden_state'; expected 2, as the"
            + " model's files say. Use the network and the modules of the same model.");
  }

  @Test
  void aBrokenTokenizerIsNamed() throws IOException {
    TinyModel.in(dir).tokenizer("{}");
    refusedWhenItEmbeds(
        "DIR/tokenizer.json is not a tokenizer that can be read: Model missing. at line 1 column 2."
            + " Download the model's folder again.");
  }

  @Test
  void optionsAreCheckedWhereTheyAreSet() {
    assertThatThrownBy(() -> OnnxOptions.defaults().maxTokens(2))
        .hasMessage(
            "maxTokens is 2; use at least 3: [CLS] and [SEP] count, and leave one for the text.");
    assertThatThrownBy(() -> OnnxOptions.defaults().threads(0))
        .hasMessage("threads is 0; use at least 1.");
    assertThatThrownBy(() -> OnnxOptions.defaults().device("gpu"))
        .hasMessage("device is 'gpu'; use \"cpu\", \"cuda\", or \"cuda:1\" for the second GPU.");
    assertThatThrownBy(() -> OnnxEmbedder.allMiniLmL6V2(OnnxOptions.defaults().maxTokens(513)))
        .hasMessage(
            "maxTokens is 513, but all-MiniLM-L6-v2 has 512 positions. Use at most 512, or a model"
                + " for long texts.");
    assertThatThrownBy(() -> OnnxEmbedder.allMiniLmL6V2(OnnxOptions.defaults().file("x.onnx")))
        .hasMessage(
            "file is 'x.onnx', but allMiniLmL6V2 comes in a jar and has one file. Leave it out, or"
                + " use OnnxEmbedder.load(..) with a folder.");
  }

  @Test
  void anUnknownOperatorIsNamed() throws IOException {
    TinyModel.in(dir)
        .network(
            TinyOnnx.gathering(TinyModel.rows()).through("Teleport").tokens("last_hidden_state"));
    refusedWhenItEmbeds(
        "DIR/onnx/model.onnx cannot be loaded on cpu: This is an invalid model. In Node, (\"\","
            + " Teleport, \"\", -1) : (\"rows\": tensor(float),) -> (\"Teleport\",) , Error No Op"
            + " registered for Teleport with domain_version of 13. Download it again, or export it"
            + " for ONNX Runtime "
            + OrtEnvironment.getEnvironment().getVersion()
            + " or older.");
  }

  @Test
  void outputsOfWhichNoneFitsAreNamed() throws IOException {
    TinyModel.in(dir).network(TinyOnnx.gathering(TinyModel.rows()).tokensTwice("logits", "states"));
    refusedWhenItEmbeds(
        "DIR/onnx/model.onnx has the outputs [logits, states]; expected one of three dimensions,"
            + " named last_hidden_state or token_embeddings where there are several, or one of two"
            + " named sentence_embedding. Export the model for feature extraction.");
  }

  @Test
  void aNetworkOfOneShapeAloneIsNamed() throws IOException {
    TinyModel.in(dir)
        .network(TinyOnnx.gathering(TinyModel.rows()).always("last_hidden_state", true));
    refusedWhenItEmbeds(
        "DIR/onnx/model.onnx gave 'last_hidden_state' as FLOAT[1, 9, 2] for 1 text of 3 tokens;"
            + " expected floats, a vector for each token. Export the model with dynamic batch and"
            + " sequence axes.");
    TinyModel.in(dir)
        .network(TinyOnnx.gathering(TinyModel.rows()).always("sentence_embedding", false));
    refusedWhenItEmbeds(
        "DIR/onnx/model.onnx gave 'sentence_embedding' as FLOAT[9, 2] for 1 text of 3 tokens;"
            + " expected floats, a vector for each text. Export the model with dynamic batch and"
            + " sequence axes.");
  }

  @Test
  void aTextWithoutATokenHasNoVector() throws IOException {
    String words = TinyTokenizer.words(TinyModel.WORDS);
    int begin = words.indexOf("\"post_processor\"");
    int end = words.indexOf("\"decoder\"");
    TinyModel.in(dir).tokenizer(words.substring(0, begin) + words.substring(end));
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      List<Embedding> embeddings = embedder.embed(List.of("a", "", "b"), TextRole.PASSAGE);
      assertThat(embeddings)
          .extracting(Embedding::missing)
          .containsExactly(Optional.empty(), Optional.of("it has no token"), Optional.empty());
      assertThat(embeddings.get(1).tokens()).hasValue(0);
      assertThat(embedder.withoutVector(List.of("a", "", "b"), TextRole.PASSAGE))
          .containsExactly(Optional.empty(), Optional.of("it has no token"), Optional.empty());
    }
  }

  @Test
  void aTextThatCannotBeSplitIsNamed() throws IOException {
    TinyModel.in(dir)
        .tokenizer(TinyTokenizer.words(TinyModel.WORDS).replace("\"[UNK]\":1", "\"other\":1"));
    refusedWhenItEmbeds(
        "nowhere",
        "Text 0 (\"nowhere\", 7 characters) could not be tokenised: WordLevel error: Missing [UNK]"
            + " token from the vocabulary. Leave it out, or use the tokenizer.json that belongs to"
            + " the model.");
  }

  @Test
  void aDenseLayerOverSomethingElseIsNamed() throws IOException {
    for (String key : List.of("module_input_name", "module_output_name")) {
      TinyModel.in(dir)
          .dense(TANH, new float[][] {{1, 0}}, 0)
          .file(
              "2_Dense/config.json",
              "{\"in_features\":2,\"out_features\":1,\"bias\":true,\"activation_function\":\""
                  + TANH
                  + "\",\""
                  + key
                  + "\":\"token_embeddings\"}");
      refused(
          "DIR/2_Dense/config.json: '"
              + key
              + "' is \"token_embeddings\", which is not supported."
              + INSIDE);
    }
  }
}
