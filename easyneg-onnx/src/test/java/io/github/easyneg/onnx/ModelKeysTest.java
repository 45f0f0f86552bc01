package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.fixtures.TinyModel;
import io.github.easyneg.fixtures.TinySafetensors;
import io.github.easyneg.fixtures.TinyTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every key that may change vectors is done, or refused by its name; docs/reference/models.md. */
class ModelKeysTest {
  private static final String INSIDE =
      " Export the model to ONNX with its layers inside, under the output 'sentence_embedding', or"
          + " use another model.";

  private final Path dir;

  ModelKeysTest(@TempDir Path dir) {
    this.dir = dir;
  }

  private void refused(String file, String what) {
    assertThatThrownBy(() -> OnnxEmbedder.load(dir))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(dir.resolve(file) + ": " + what);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1_Pooling/config.json; {\"word_embedding_dimension\":2,\"pooling_mode_new\":true};"
            + " pooling_mode_new; [word_embedding_dimension, embedding_dimension,"
            + " pooling_mode_cls_token, pooling_mode_max_tokens, pooling_mode_mean_tokens,"
            + " pooling_mode_mean_sqrt_len_tokens, pooling_mode_weightedmean_tokens,"
            + " pooling_mode_lasttoken, pooling_mode, include_prompt]",
        "config_sentence_transformers.json; {\"scale\":2}; scale; [__version__, requirements,"
            + " similarity_fn_name, model_type, truncate_dim, prompts, default_prompt_name]",
        "sentence_bert_config.json; {\"max_seq_length\":9,\"query_expand\":1}; query_expand;"
            + " [max_seq_length, do_lower_case, transformer_task, module_output_name,"
            + " tokenizer_name_or_path, processing_kwargs, query_length, document_length,"
            + " query_expansion, modality_config, model_args, model_kwargs, tokenizer_args,"
            + " processor_kwargs, config_args, config_kwargs, unpad_inputs]"
      })
  void aKeyThatIsNotKnownIsRefused(String file, String config, String key, String known)
      throws IOException {
    TinyModel.in(dir).file(file, config);
    refused(
        file,
        "'"
            + key
            + "' is an unknown key, which may change the vectors. Known are "
            + known
            + "."
            + INSIDE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "transformer_task; \"fill-mask\"",
        "module_output_name; \"sentence_embedding\"",
        "tokenizer_name_or_path; \"other\"",
        "processing_kwargs; {\"text\":{\"padding\":false}}",
        "query_length; 32",
        "document_length; 300",
        "query_expansion; {\"length\":32}"
      })
  void settingsOfATransformerThatAreNotDoneAreRefused(String key, String value) throws IOException {
    TinyModel.in(dir)
        .file(
            "sentence_bert_config.json",
            "{\"max_seq_length\":128,\"%s\":%s}".formatted(key, value));
    refused(
        "sentence_bert_config.json",
        "'" + key + "' is " + value + ", which is not supported." + INSIDE);
  }

  @Test
  void settingsOfATransformerThatChangeNothingPass() throws IOException {
    TinyModel.in(dir)
        .file(
            "sentence_bert_config.json",
            """
            {"max_seq_length":128,"do_lower_case":false,"transformer_task":"feature-extraction",
             "modality_config":{"text":{"method":"forward",
               "method_output_name":"last_hidden_state"}},
             "module_output_name":"token_embeddings","processing_kwargs":{},"unpad_inputs":true,
             "query_length":null,"model_args":{"torch_dtype":"float16"},
             "tokenizer_args":{"use_fast":true},"config_args":{}}
            """)
        .file(
            "config_sentence_transformers.json",
            """
            {"__version__":{"sentence_transformers":"6.0.0"},"prompts":{"query":"","document":""},
             "default_prompt_name":null,"similarity_fn_name":"dot","truncate_dim":null,
             "model_type":"SentenceTransformer"}
            """);
    try (OnnxEmbedder embedder = OnnxEmbedder.load(dir)) {
      assertThat(embedder.maxTokens()).isEqualTo(128);
    }
  }

  @Test
  void argumentsOfTransformersThatMayChangeTheNetworkAreRefused() throws IOException {
    TinyModel.in(dir)
        .file(
            "sentence_bert_config.json",
            "{\"max_seq_length\":128,\"config_args\":{\"is_causal\":false}}");
    refused(
        "sentence_bert_config.json",
        "'config_args' sets 'is_causal', which is not supported and may change the vectors. Export"
            + " the model to ONNX with that setting, and leave it out of the file.");
  }

  @Test
  void textsCutAtTheirBeginningAreRefused() throws IOException {
    TinyModel.in(dir).file("tokenizer_config.json", "{\"truncation_side\":\"left\"}");
    refused(
        "tokenizer_config.json",
        "'truncation_side' is \"left\", which is not supported: long texts are truncated at their"
            + " end. Use another model, or set it to 'right' to have that.");
  }

  @Test
  void aTokenizerThatCutsTextsAtTheirBeginningIsRefusedUnlessItsSettingsSayOtherwise()
      throws IOException {
    TinyModel model =
        TinyModel.in(dir)
            .tokenizer(TinyTokenizer.words(TinyModel.WORDS).replaceFirst("Right", "Left"));
    refused(
        "tokenizer.json",
        "'direction' of 'truncation' is \"Left\", which is not supported: long texts are truncated"
            + " at their end. Use another model, or set it to 'right' to have that.");
    model.file("tokenizer_config.json", "{\"truncation_side\":\"right\"}");
    OnnxEmbedder.load(dir).close();
  }

  @Test
  void specialTokensThatAreToBeSplitAreRefused() throws IOException {
    TinyModel.in(dir).file("tokenizer_config.json", "{\"split_special_tokens\":true}");
    refused(
        "tokenizer_config.json",
        "'split_special_tokens' is true, which is not supported. Use another model, or remove the"
            + " setting to have special tokens found in texts.");
  }

  @Test
  void anActivationThatIsNullIsRefused() throws IOException {
    TinyModel.in(dir)
        .dense("x", new float[][] {{1, 1}}, 0)
        .file(
            "2_Dense/config.json",
            "{\"in_features\":2,\"out_features\":1,\"activation_function\":null}");
    refused(
        "2_Dense/config.json",
        "'activation_function' is 'null'; supported are Tanh, Identity, ReLU, Sigmoid, GELU,"
            + " SiLU, LeakyReLU, ELU, SELU, Softplus, Mish, Hardtanh, ReLU6 of torch.nn."
            + INSIDE);
  }

  @Test
  void anotherKindOfModelIsRefused() throws IOException {
    TinyModel.in(dir)
        .file("config_sentence_transformers.json", "{\"model_type\":\"SparseEncoder\"}");
    refused(
        "config_sentence_transformers.json",
        "'model_type' is \"SparseEncoder\", which is not supported." + INSIDE);
  }

  @Test
  void aDefaultPromptMustBeAmongThePrompts() throws IOException {
    TinyModel.in(dir)
        .file(
            "config_sentence_transformers.json",
            "{\"prompts\":{\"query\":\"q: \"},\"default_prompt_name\":\"passage\"}");
    refused(
        "config_sentence_transformers.json",
        "'default_prompt_name' is 'passage', and 'prompts' has none of that name. Download the"
            + " model's folder again.");
  }

  @Test
  void normalizeOverTokensIsRefused() throws IOException {
    TinyModel.in(dir)
        .module("2_Normalize", "sentence_transformers.models.Normalize")
        .file("2_Normalize/config.json", "{\"module_input_name\":\"token_embeddings\"}");
    refused(
        "2_Normalize/config.json",
        "'module_input_name' is \"token_embeddings\", which is not supported." + INSIDE);
  }

  @Test
  void aModelsOwnClassOfAKnownNameIsNotTakenForIt() throws IOException {
    TinyModel.in(dir).module("2_Normalize", "custom_st.Normalize");
    refused(
        "modules.json",
        "it names the module 'custom_st.Normalize'; supported are Dense, Dropout, LayerNorm"
            + " and Normalize."
            + INSIDE);
  }

  @Test
  void aKeyOfModel2VecThatIsNotKnownIsRefused() throws IOException {
    TinyModel.in(dir).without("modules.json");
    new TinySafetensors()
        .matrix("embeddings", TinyModel.rows())
        .write(dir.resolve("model.safetensors"));
    Files.writeString(dir.resolve("config.json"), "{\"model_type\":\"model2vec\",\"power\":2}");
    assertThatThrownBy(() -> StaticEmbedder.load(dir))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            dir.resolve("config.json")
                + ": 'power' is an unknown key, which may change the vectors.");
    assertThatThrownBy(() -> OnnxEmbedder.load(dir))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            dir.resolve("config.json")
                + ": the model is one of Model2Vec, which has no network. Use"
                + " StaticEmbedder.load(..).");
  }

  @Test
  void aMatrixOfOneProgramWithTheWeightsOfTheOtherIsRefused() throws IOException {
    TinyModel.in(dir).without("modules.json");
    new TinySafetensors()
        .matrix("embedding.weight", TinyModel.rows())
        .vector("weights", 1, 1, 1, 1, 1, 1, 1, 1, 1)
        .write(dir.resolve("model.safetensors"));
    assertThatThrownBy(() -> StaticEmbedder.load(dir))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            dir.resolve("model.safetensors")
                + " holds 'weights' beside 'embedding.weight', which Model2Vec reads and"
                + " sentence-transformers does not: their vectors differ. Save the model with"
                + " Model2Vec, as 'embeddings'.");
  }

  @ParameterizedTest
  @CsvSource({"onnx/model.onnx", "tokenizer.json", "modules.json", "1_Pooling/config.json"})
  void aPointerOfGitLfsIsNamedAsSuch(String file) throws IOException {
    TinyModel.in(dir)
        .file(
            file,
            "version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 4096\n"
                .formatted("0".repeat(64)));
    assertThatThrownBy(() -> OnnxEmbedder.load(dir))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            dir.resolve(file)
                + " is a git-lfs pointer, a few lines in place of the file's content; expected the"
                + " content. Run 'git lfs install' and then 'git lfs pull' in the folder that git"
                + " cloned, or download the file by other means.");
  }

  @ParameterizedTest
  @CsvSource({
    "vocab.txt, 'There is a vocabulary, vocab.txt'",
    "vocab.json, 'There is a vocabulary, vocab.json'",
    "tokenizer.model, There is a SentencePiece file"
  })
  void aVocabularyWithoutATokenizerSaysHowToMakeOne(String file, String what) throws IOException {
    TinyModel.in(dir).without("tokenizer.json").file(file, "[PAD]");
    assertThatThrownBy(() -> OnnxEmbedder.load(dir))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tokenizer.json is missing from "
                + dir
                + ". "
                + what
                + ", which transformers turns into a tokenizer.json:"
                + " AutoTokenizer.from_pretrained(dir).save_pretrained(dir).");
  }

  @Test
  void aModelInTheRuntimesOwnFormatIsRefused() throws IOException {
    TinyModel.in(dir).file("onnx/model.ort", "ORTM");
    assertThatThrownBy(() -> OnnxEmbedder.load(dir, OnnxOptions.defaults().file("onnx/model.ort")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            dir.resolve("onnx/model.ort")
                + ": a model in the runtime's own format cannot be checked before it is loaded. Use"
                + " the .onnx file that it was made of.");
  }
}
