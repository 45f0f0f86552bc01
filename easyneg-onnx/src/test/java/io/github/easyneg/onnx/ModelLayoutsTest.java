package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinyOnnx;
import io.github.easyneg.fixtures.TinySafetensors;
import io.github.easyneg.fixtures.TinyTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What sentence-transformers makes of each layout. "a b" has the token vectors (1, 0), (2, 4), (4,
 * 8) and (0, 1); all values are computed by hand.
 */
class ModelLayoutsTest {
  private static final String IDENTITY = "torch.nn.modules.linear.Identity";

  private final Path dir;

  ModelLayoutsTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private void gives(double... expected) {
    gives(OnnxOptions.defaults(), expected);
  }

  private void gives(OnnxOptions options, double... expected) {
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir, options)) {
      Embedding embedding = embedder.embed(List.of("a b"), TextRole.PASSAGE).get(0);
      double[] found = new double[embedding.vector().length];
      for (int i = 0; i < found.length; i++) {
        found[i] = embedding.vector()[i];
      }
      assertThat(found).containsExactly(expected, within(1e-5));
      assertThat(embedder.dimension()).isEqualTo(expected.length);
    }
  }

  private String fingerprint() {
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      return embedder.fingerprint();
    }
  }

  @Test
  void poolingModesOfAListAreJoinedInItsOrder() throws IOException {
    TinyModel model = TinyModel.in(dir).pooling("\"pooling_mode\":[\"mean\",\"cls\"]");
    gives(1.75, 3.25, 1, 0);
    String meanFirst = fingerprint();
    model.pooling("\"pooling_mode\":[\"cls\",\"mean\"]");
    gives(1, 0, 1.75, 3.25);
    assertThat(fingerprint()).isNotEqualTo(meanFirst);
    model.pooling("\"pooling_mode\":[\"max\",\"max\"]");
    gives(4, 8, 4, 8);
  }

  @Test
  void anInputIsAddedToTheOutputOfADenseLayerOfTheSameSize() throws IOException {
    TinyModel.in(dir)
        .dense(IDENTITY, new float[][] {{1, 1}, {0, 2}}, 10, 20)
        .file(
            "2_Dense/config.json",
            "{\"in_features\":2,\"out_features\":2,\"activation_function\":\""
                + IDENTITY
                + "\",\"use_residual\":true}");
    // (1.75 + 3.25 + 10, 6.5 + 20) + (1.75, 3.25).
    gives(16.75, 29.75);
  }

  @Test
  void anInputGoesThroughAMatrixOfItsOwnWhereTheSizesDiffer() throws IOException {
    TinyModel model = TinyModel.in(dir).dense(IDENTITY, new float[][] {{1, 1}}, 10);
    gives(15);
    String without = fingerprint();
    model.file(
        "2_Dense/config.json",
        "{\"in_features\":2,\"out_features\":1,\"activation_function\":\""
            + IDENTITY
            + "\",\"use_residual\":true}");
    new TinySafetensors()
        .matrix("linear.weight", new float[][] {{1, 1}})
        .vector("linear.bias", 10)
        .matrix("residual.weight", new float[][] {{4, 0}})
        .write(dir.resolve("2_Dense/model.safetensors"));
    gives(22);
    assertThat(fingerprint()).isNotEqualTo(without);
  }

  @ParameterizedTest
  @CsvSource({
    "GELU, -0.1586553, 0.8413447",
    "SiLU, -0.2689414, 0.7310586",
    "LeakyReLU, -0.01, 1",
    "ELU, -0.6321206, 1",
    "SELU, -1.1113307, 1.0507010",
    "Softplus, 0.3132617, 1.3132617",
    "Mish, -0.3034015, 0.8650984",
    "Hardtanh, -1, 1",
    "ReLU6, 0, 1"
  })
  void activationsOfPyTorchAreKnown(String name, double ofMinusOne, double ofOne)
      throws IOException {
    TinyModel.in(dir)
        .dense("torch.nn.modules.activation." + name, new float[][] {{0, 0}, {0, 0}}, -1, 1);
    gives(ofMinusOne, ofOne);
  }

  @Test
  void layerNormShiftsAndScales() throws IOException {
    TinyModel.in(dir)
        .module("2_LayerNorm", "sentence_transformers.models.LayerNorm")
        .file("2_LayerNorm/config.json", "{\"dimension\":2}");
    new TinySafetensors()
        .vector("norm.weight", 2, 3)
        .vector("norm.bias", 1, 10)
        .write(dir.resolve("2_LayerNorm/model.safetensors"));
    // (1.75, 3.25) has the mean 2.5 and the deviation 0.75.
    double scaled = 0.75 / Math.sqrt(0.75 * 0.75 + 1e-5);
    gives(1 - 2 * scaled, 10 + 3 * scaled);
  }

  @Test
  void dropoutDoesNothingWhenAModelIsUsed() throws IOException {
    TinyModel.in(dir)
        .module("2_Dropout", "sentence_transformers.models.Dropout")
        .file("2_Dropout/config.json", "{\"dropout\":0.2}");
    gives(1.75, 3.25);
  }

  @Test
  void vectorsAreCutAsTheModelSaysAndNotNormalisedAgain() throws IOException {
    TinyModel model =
        TinyModel.in(dir).module("2_Normalize", "sentence_transformers.models.Normalize");
    String whole = fingerprint();
    model.file("config_sentence_transformers.json", "{\"truncate_dim\":1}");
    gives(1.75 / Math.hypot(1.75, 3.25));
    assertThat(fingerprint()).isNotEqualTo(whole);
    model.file("config_sentence_transformers.json", "{\"truncate_dim\":5}");
    gives(1.75 / Math.hypot(1.75, 3.25), 3.25 / Math.hypot(1.75, 3.25));
  }

  @Test
  void promptsAndDimensionsOfAFolderWithoutModulesAreIgnoredAndItIsToldSo() throws IOException {
    TinyModel.in(dir)
        .without("modules.json")
        .file("config.json", "{\"hidden_size\":2}")
        .file("config_sentence_transformers.json", "{\"prompts\":{\"document\":\"query: \"}}");
    gives(1.75, 3.25);
    TinyModel.in(dir)
        .without("modules.json")
        .file("config.json", "{\"hidden_size\":2}")
        .file("config_sentence_transformers.json", "{\"truncate_dim\":1}");
    List<String> told = new ArrayList<>();
    Logger logger = Logger.getLogger(OnnxEmbedder.class.getName());
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            told.add(entry.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    logger.addHandler(handler);
    try {
      gives(1.75, 3.25);
    } finally {
      logger.removeHandler(handler);
    }
    assertThat(told)
        .contains(
            dir
                + " has config_sentence_transformers.json, but no modules.json: its prompts and"
                + " truncate_dim are ignored, as sentence-transformers does. Set them by"
                + " prompts(..) and dimensions(..), on the command line --query-prompt,"
                + " --passage-prompt and --dimensions, if its authors say so.");
  }

  @Test
  void dimensionsCutAndNormaliseAgain() throws IOException {
    TinyModel.in(dir).file("config_sentence_transformers.json", "{\"truncate_dim\":1}");
    gives(OnnxOptions.defaults().dimensions(1), 1);
    // What the caller says comes before what the model says.
    gives(
        OnnxOptions.defaults().dimensions(2),
        1.75 / Math.hypot(1.75, 3.25),
        3.25 / Math.hypot(1.75, 3.25));
    assertThatThrownBy(() -> OnnxEmbedder.load(dir, OnnxOptions.defaults().dimensions(3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "dimensions is 3, but the model's vectors have 2 numbers. Use at most that, or leave it"
                + " out.");
    assertThatThrownBy(() -> OnnxOptions.defaults().dimensions(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("dimensions is 0; use at least 1, and at most the model's own.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"word_embedding_dimension\":2}",
        "{\"embedding_dimension\":2}",
        "{\"word_embedding_dimension\":2,\"pooling_mode_cls_token\":false,"
            + "\"pooling_mode_mean_tokens\":false}"
      })
  void poolingWithoutAModeIsTheMean(String config) throws IOException {
    TinyModel.in(dir).file("1_Pooling/config.json", config);
    gives(1.75, 3.25);
  }

  @Test
  void theNewerNameOfAPoolingComesBeforeTheOlderFlags() throws IOException {
    TinyModel.in(dir).pooling("\"pooling_mode\":\"cls\",\"pooling_mode_mean_tokens\":true");
    gives(1, 0);
  }

  @Test
  void theFirstTokenAfterThePromptIsPooledWhereThePromptDoesNotCount() throws IOException {
    TinyModel.in(dir).pooling("\"pooling_mode\":\"cls\",\"include_prompt\":false");
    gives(OnnxOptions.defaults().prompts("query: ", "passage: "), 2, 4);
  }

  @Test
  void aFolderWithoutModulesIsPooledByTheMean() throws IOException {
    TinyModel.in(dir)
        .without("modules.json")
        .without("1_Pooling/config.json")
        .file("config.json", "{\"model_type\":\"bert\",\"hidden_size\":2}");
    gives(1.75, 3.25);
    gives(OnnxOptions.defaults().pooling("cls"), 1, 0);
    gives(OnnxOptions.defaults().pooling("last"), 0, 1);
    gives(OnnxOptions.defaults().pooling("max"), 4, 8);
  }

  @Test
  void aFolderOfANetworkThatContinuesTextsIsPooledByTheLastToken() throws IOException {
    TinyModel model =
        TinyModel.in(dir)
            .without("modules.json")
            .file("config.json", "{\"architectures\":[\"Qwen3ForCausalLM\"],\"hidden_size\":2}");
    gives(0, 1);
    model.file(
        "config.json",
        "{\"architectures\":[\"Qwen3ForCausalLM\"],\"hidden_size\":2,\"is_causal\":false}");
    gives(1.75, 3.25);
  }

  @Test
  void aFolderWithoutModulesMustSayHowLongATokensVectorIs() throws IOException {
    TinyModel.in(dir).without("modules.json");
    assertThatThrownBy(() -> OnnxEmbedder.load(dir))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "modules.json is missing from "
                + dir
                + ". Without it, hidden_size in config.json or the network's output must say how"
                + " long a token's vector is. Download the model's folder again.");
  }

  @Test
  void poolingCannotBeChosenWhereTheModelSaysIt() throws IOException {
    TinyModel.in(dir);
    assertThatThrownBy(() -> OnnxEmbedder.load(dir, OnnxOptions.defaults().pooling("cls")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            dir.resolve("modules.json")
                + ": it says how token vectors become one vector, so pooling cannot be chosen."
                + " Leave pooling out.");
    assertThatThrownBy(() -> OnnxOptions.defaults().pooling("median"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "pooling is 'median'; use one of cls, max, mean, mean_sqrt_len_tokens, weightedmean,"
                + " lasttoken, or last.");
  }

  @Test
  void modulesInsideTheNetworkNeedNotBeKnown() throws IOException {
    TinyModel.in(dir)
        .network(TinyOnnx.gathering(TinyModel.rows()).pooled("sentence_embedding"))
        .module("2_CNN", "sentence_transformers.models.CNN");
    // The width is not said by the file: the network is asked.
    gives(1.75, 3.25);
  }

  @Test
  void modulesInsideTheNetworkNeedNotBeThere() throws IOException {
    TinyModel.in(dir)
        .network(TinyOnnx.gathering(TinyModel.rows()).pooled("sentence_embedding"))
        .without("1_Pooling/config.json")
        .module("2_Dense", "sentence_transformers.models.Dense");
    gives(1.75, 3.25);
  }

  @Test
  void aNetworkWithItsModulesInsideIsNotNormalisedWhereAnotherModuleIsTheLast() throws IOException {
    TinyModel.in(dir)
        .network(TinyOnnx.gathering(TinyModel.rows()).pooled("sentence_embedding"))
        .module("2_Normalize", "sentence_transformers.models.Normalize")
        .dense(IDENTITY, new float[][] {{1, 0}, {0, 1}}, 0, 0);
    gives(1.75, 3.25);
  }

  @Test
  void aPromptThatDoesNotCountCannotBeLeftOutOfANetworkThatPools() throws IOException {
    TinyModel.in(dir)
        .network(TinyOnnx.gathering(TinyModel.rows()).pooled("sentence_embedding"))
        .pooling("\"pooling_mode\":\"mean\",\"include_prompt\":false")
        .file("config_sentence_transformers.json", "{\"prompts\":{\"query\":\"query: \"}}");
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      assertThatThrownBy(() -> embedder.embed(List.of("a"), TextRole.QUERY))
          .hasMessage(
              dir.resolve("onnx/model.onnx")
                  + " pools by itself, and the prompt's tokens are not to be pooled"
                  + " (include_prompt is false). Export the network for feature extraction.");
    }
  }

  @Test
  void positionsAreGivenToNetworksThatAskForThem() throws IOException {
    TinyModel.in(dir)
        .network(
            TinyOnnx.gathering(TinyModel.rows())
                .addingPositions(new float[][] {{100, 0}, {200, 0}, {300, 0}, {400, 0}, {0, 8}})
                .tokens("last_hidden_state"));
    gives(251.75, 3.25);
  }

  @Test
  void positionsBeginAfterThePaddingTokenWhereTheArchitectureCountsSo() throws IOException {
    TinyModel.in(dir)
        .file(
            "config.json",
            "{\"model_type\":\"xlm-roberta\",\"max_position_embeddings\":6,\"pad_token_id\":0}")
        .network(
            TinyOnnx.gathering(TinyModel.rows())
                .addingPositions(new float[][] {{9, 9}, {100, 0}, {200, 0}, {300, 0}, {400, 0}})
                .tokens("last_hidden_state"));
    gives(251.75, 3.25);
  }

  @ParameterizedTest
  @CsvSource({
    "roberta, 6, 1, 4",
    "xlm-roberta, 6, 1, 4",
    "camembert, 7, 2, 4",
    "mpnet, 8, 1, 6",
    "bert, 4, 0, 4",
    "distilbert, 5, 0, 5",
    "deberta-v2, 5, 0, 5",
    "gpt2, 6, 0, 6",
    "modernbert, 4, 0, 128"
  })
  void textsAreCutToThePositionsOfTheNetwork(String type, int positions, int padding, int read)
      throws IOException {
    TinyModel.in(dir)
        .file(
            "config.json",
            "{\"model_type\":\"%s\",\"max_position_embeddings\":%d,\"pad_token_id\":%d}"
                .formatted(type, positions, padding));
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      assertThat(embedder.maxTokens()).isEqualTo(read);
      Embedding embedding = embedder.embed(List.of("a b a b a b a b"), TextRole.PASSAGE).get(0);
      assertThat(embedding.truncated()).isEqualTo(read < 10);
      assertThat(embedding.tokens()).hasValue(10);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // What a network without a vector for each position reads is what its folder says.
        "{'model_type':'xlm-roberta','max_position_embeddings':6,'position_embedding_type':'rotary'};{'max_seq_length':9};"
            + " {}; 9",
        "{'model_type':'deberta-v2','max_position_embeddings':6,'position_biased_input':false};"
            + "{'max_seq_length':9}; {}; 9",
        // Names of other architectures and of older versions.
        "{'model_type':'gpt2','n_positions':6}; {'max_seq_length':9}; {}; 6",
        "{'model_type':'gpt2','n_positions':6}; {}; {}; 6",
        "{}; {}; {'max_len':7}; 7",
        "{}; {}; {'max_len':7,'model_max_length':8}; 8",
        // The tokenizer's own arguments come before max_seq_length.
        "{}; {'max_seq_length':9,'tokenizer_args':{'model_max_length':5}}; {}; 5",
        "{}; {'max_seq_length':9,'processor_kwargs':{'model_max_length':5}}; {}; 5",
        // Python reads NaN where JSON has none; it says nothing.
        "{'max_position_embeddings':NaN}; {'max_seq_length':9}; {}; 9"
      })
  void theLongestTextIsFoundWhereverItIsSaid(
      String network, String sentence, String tokenizer, int read) throws IOException {
    TinyModel.in(dir)
        .file("config.json", network.replace('\'', '"'))
        .file("sentence_bert_config.json", sentence.replace('\'', '"'))
        .file("tokenizer_config.json", tokenizer.replace('\'', '"'));
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      assertThat(embedder.maxTokens()).isEqualTo(read);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        // tokenizer.json; tokenizer_config.json; whether "A B" is read as "a b".
        "false; {'tokenizer_class':'BertTokenizer','do_lower_case':true}; true",
        "false; {'tokenizer_class':'MPNetTokenizerFast','do_lower_case':true}; true",
        "true; {'tokenizer_class':'BertTokenizerFast','do_lower_case':false}; false",
        "false; {'tokenizer_class':'BertTokenizer'}; true",
        "false; {'tokenizer_class':'PreTrainedTokenizerFast','do_lower_case':true}; false",
        "true; {'tokenizer_class':'PreTrainedTokenizerFast','do_lower_case':false}; true",
        "false; {'do_lower_case':true}; true",
        "false; {}; false"
      })
  void settingsOfBertsTokenizersComeBeforeTheirTokenizerJson(
      boolean lowercase, String config, boolean lowers) throws IOException {
    TinyModel model =
        TinyModel.in(dir)
            .tokenizer(TinyTokenizer.bert(TinyModel.WORDS, lowercase))
            .file("config.json", "{\"model_type\":\"bert\"}");
    String before = fingerprint();
    model.file("tokenizer_config.json", config.replace('\'', '"'));
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      List<Embedding> embeddings = embedder.embed(List.of("a b", "A B"), TextRole.PASSAGE);
      assertThat(Arrays.equals(embeddings.get(0).vector(), embeddings.get(1).vector()))
          .isEqualTo(lowers);
    }
    assertThat(fingerprint().equals(before)).isEqualTo(lowers == lowercase);
  }

  @Test
  void outputsThatAreNoTextsVectorAreRefused() throws IOException {
    for (String output : List.of("pooler_output", "logits")) {
      TinyModel.in(dir).network(TinyOnnx.gathering(TinyModel.rows()).pooled(output));
      assertThatThrownBy(() -> gives(0, 0))
          .hasMessage(
              dir.resolve("onnx/model.onnx")
                  + " has the outputs ["
                  + output
                  + "]; expected one of three dimensions, named last_hidden_state or"
                  + " token_embeddings where there are several, or one of two named"
                  + " sentence_embedding. Export the model for feature extraction.");
    }
  }

  @Test
  void aFileOfWeightsThatIsCutOffIsNamed() throws IOException {
    TinyModel.in(dir)
        .network(TinyOnnx.gatheringFrom("weights.bin", 9, 2).tokens("last_hidden_state"))
        .file("onnx/weights.bin", "too short");
    assertThatThrownBy(() -> OnnxEmbedder.load(dir))
        .hasMessage(
            dir.resolve("onnx/weights.bin")
                + ": it has 9 bytes, and onnx/model.onnx reads 72 of it. Download it again: it is"
                + " cut off, or belongs to another model.");
  }

  @Test
  void aFileOfWeightsThatBeginsAtTheRootIsNamedAsSuch() throws IOException {
    TinyModel.in(dir)
        .network(TinyOnnx.gatheringFrom("/etc/passwd", 9, 2).tokens("last_hidden_state"));
    assertThatThrownBy(() -> OnnxEmbedder.load(dir))
        .hasMessage(
            "onnx/model.onnx of "
                + dir
                + " names '/etc/passwd'; expected a path inside the model's folder, without '..',"
                + " ':' or '\\'. Do not use this folder unless you trust where it comes from, and"
                + " correct the name if you do.");
  }

  @Test
  void constantsOfANetworkMayBeInFilesOfAnyName() throws IOException {
    TinyModel.in(dir)
        .network(
            TinyOnnx.gatheringFromConstant("Constant_7_attr__value", 9, 2)
                .tokens("last_hidden_state"));
    TinyOnnx.write(TinyModel.rows(), dir.resolve("onnx/Constant_7_attr__value"));
    gives(1.75, 3.25);
  }
}
