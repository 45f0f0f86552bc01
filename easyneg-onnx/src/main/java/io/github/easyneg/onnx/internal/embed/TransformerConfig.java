package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a model's files say about its Transformer: {@code sentence_bert_config.json} of
 * sentence-transformers, {@code config.json} and {@code tokenizer_config.json} of transformers. Of
 * the latter two only what is outside of the network and of {@code tokenizer.json} matters.
 */
final class TransformerConfig {
  /** The names under which sentence-transformers has kept its settings, newest first. */
  private static final List<String> NAMES =
      List.of(
          "sentence_bert_config.json",
          "sentence_roberta_config.json",
          "sentence_distilbert_config.json",
          "sentence_camembert_config.json",
          "sentence_albert_config.json",
          "sentence_xlm-roberta_config.json",
          "sentence_xlnet_config.json");

  /** Architectures with a vector for each position, counted from 0. */
  private static final Set<String> POSITIONS =
      Set.of(
          "albert",
          "bert",
          "bert-generation",
          "big_bird",
          "convbert",
          "deberta",
          "deberta-v2",
          "distilbert",
          "electra",
          "ernie",
          "flaubert",
          "gpt2",
          "gpt_neo",
          "layoutlm",
          "megatron-bert",
          "mobilebert",
          "nystromformer",
          "rembert",
          "splinter",
          "squeezebert",
          "xlm");

  /** Those that count positions from the padding token's number plus one. */
  private static final Set<String> POSITIONS_AFTER_PADDING =
      Set.of(
          "camembert",
          "data2vec-text",
          "esm",
          "ibert",
          "longformer",
          "mpnet",
          "roberta",
          "roberta-prelayernorm",
          "xlm-roberta",
          "xlm-roberta-xl",
          "xmod");

  /** Arguments of transformers that do not change a network that is exported already. */
  private static final Map<String, Set<String>> HARMLESS_ARGUMENTS =
      Map.of(
          "model",
          Set.of(
              "attn_implementation",
              "device_map",
              "dtype",
              "export",
              "file_name",
              "low_cpu_mem_usage",
              "provider",
              "revision",
              "code_revision",
              "torch_dtype",
              "trust_remote_code",
              "use_safetensors"),
          "tokenizer",
          Set.of(
              "clean_up_tokenization_spaces",
              "model_max_length",
              "padding_side",
              "revision",
              "trust_remote_code",
              "use_fast"),
          "config",
          Set.of("revision", "code_revision", "trust_remote_code"));

  private final ModelFolder folder;
  private final String path;
  private final OptionalInt ownLimit;
  private final boolean lowercase;
  private final JsonNode network;
  private final JsonNode tokenizer;

  private TransformerConfig(
      ModelFolder folder,
      String path,
      OptionalInt ownLimit,
      boolean lowercase,
      JsonNode network,
      JsonNode tokenizer) {
    this.folder = folder;
    this.path = path;
    this.ownLimit = ownLimit;
    this.lowercase = lowercase;
    this.network = network;
    this.tokenizer = tokenizer;
  }

  /**
   * Reads the files.
   *
   * @param path the Transformer's sub-folder, or empty
   * @param task what the network is for
   */
  static TransformerConfig read(ModelFolder folder, String path, NetworkTask task) {
    ModuleConfig config = own(folder, path);
    OptionalInt limit =
        config.count("max_seq_length").map(OptionalInt::of).orElse(OptionalInt.empty());
    boolean lowercase = config.flag("do_lower_case", false);
    config.refuse("transformer_task", task.task());
    config.refuse("module_output_name", task.moduleOutput());
    config.refuse("tokenizer_name_or_path");
    config.refuse("processing_kwargs");
    config.refuse("query_length");
    config.refuse("document_length");
    config.refuse("query_expansion");
    modalities(config, task);
    for (String key : List.of("model_args", "model_kwargs")) {
      arguments(folder, config, key, "model");
    }
    for (String key : List.of("tokenizer_args", "processor_kwargs")) {
      arguments(folder, config, key, "tokenizer");
      // Where both are set, sentence-transformers uses the tokenizer's.
      int most = config.value(key).map(args -> args.path("model_max_length").asInt()).orElse(0);
      limit = most > 0 ? OptionalInt.of(most) : limit;
    }
    for (String key : List.of("config_args", "config_kwargs")) {
      arguments(folder, config, key, "config");
    }
    // How the network is run on a GPU, not what it gives.
    config.ignore("unpad_inputs");
    config.requireAllKnown();
    JsonNode tokenizer = folder.jsonOrEmpty(ModelFolder.join(path, "tokenizer_config.json"));
    JsonNode network = folder.jsonOrEmpty(ModelFolder.join(path, "config.json"));
    return new TransformerConfig(folder, path, limit, lowercase, network, tokenizer);
  }

  private static ModuleConfig own(ModelFolder folder, String path) {
    for (String name : NAMES) {
      String inPath = ModelFolder.join(path, name);
      if (!folder.jsonOrEmpty(inPath).isEmpty()) {
        return folder.moduleConfig(inPath);
      }
    }
    return folder.moduleConfigOrEmpty(ModelFolder.join(path, NAMES.get(0)));
  }

  /** What the network does with a text; what it could do with pictures does not matter. */
  private static void modalities(ModuleConfig config, NetworkTask task) {
    JsonNode modalities = config.value("modality_config").orElse(null);
    if (modalities == null) {
      return;
    }
    JsonNode text = modalities.path("text");
    if (modalities.has("message")
        || !text.path("method").asText().equals("forward")
        || !text.path("method_output_name").asText().equals(task.methodOutput())) {
      throw config.unsupported(
          "modality_config",
          modalities,
          "'text' with the method 'forward' and the output '"
              + task.methodOutput()
              + "', and no 'message'");
    }
  }

  private static void arguments(ModelFolder folder, ModuleConfig config, String key, String kind) {
    JsonNode arguments = config.value(key).orElse(null);
    if (arguments == null || arguments.isEmpty()) {
      return;
    }
    for (String name : (Iterable<String>) arguments::fieldNames) {
      if (!HARMLESS_ARGUMENTS.getOrDefault(kind, Set.of()).contains(name)
          && !arguments.path(name).isNull()) {
        throw folder.unsupported(
            config.name(),
            "'"
                + key
                + "' sets '"
                + name
                + "', which is not supported and may change the vectors. Export the model to ONNX"
                + " with that setting, and leave it out of the file.");
      }
    }
  }

  /** Whether texts are lowercased before they are tokenised. */
  boolean lowercase() {
    return lowercase;
  }

  /**
   * Returns how many tokens of a text are read: as sentence-transformers, its own setting, else the
   * lesser of the network's and the tokenizer's; but never more than the network has positions for.
   *
   * @throws IllegalArgumentException if no file sets it
   */
  int maxTokens() {
    int most = ownLimit.isPresent() ? ownLimit.getAsInt() : said();
    int positions = positions();
    return positions > 0 ? Math.min(most, positions) : most;
  }

  private int said() {
    double most =
        Math.min(
            positive(positionEmbeddings()),
            // "No limit" is written as 1e30; older files say max_len.
            positive(
                tokenizer.has("model_max_length")
                    ? tokenizer.path("model_max_length")
                    : tokenizer.path("max_len")));
    if (!(most >= 1 && most <= Integer.MAX_VALUE)) {
      throw folder.missing(
          ModelFolder.join(path, NAMES.get(0)),
          "Neither it, nor max_position_embeddings in config.json, nor model_max_length in"
              + " tokenizer_config.json says how many tokens the network reads. Download the"
              + " model's whole folder.");
    }
    return (int) most;
  }

  private static double positive(JsonNode number) {
    // XLNet writes -1 for no limit.
    double value = number.asDouble(Double.POSITIVE_INFINITY);
    return value < 0 ? Double.POSITIVE_INFINITY : value;
  }

  /** Returns how many positions the network has for tokens, or 0 where they are not counted. */
  private int positions() {
    int embeddings = positionEmbeddings().asInt(0);
    String type = network.path("model_type").asText();
    boolean absolute =
        network.path("position_embedding_type").asText("absolute").equals("absolute")
            && network.path("position_biased_input").asBoolean(true);
    if (!absolute) {
      return 0;
    }
    if (POSITIONS_AFTER_PADDING.contains(type)) {
      return Math.max(0, embeddings - network.path("pad_token_id").asInt(1) - 1);
    }
    return POSITIONS.contains(type) ? Math.max(0, embeddings) : 0;
  }

  /** GPT-2 and its relatives have another name for it. */
  private JsonNode positionEmbeddings() {
    return network.has("max_position_embeddings")
        ? network.path("max_position_embeddings")
        : network.path("n_positions");
  }

  /** Returns what {@code tokenizer_config.json} says, or an empty object. */
  JsonNode tokenizer() {
    return tokenizer;
  }

  /** Returns what {@code config.json} says, or an empty object. */
  JsonNode network() {
    return network;
  }

  /** Returns the number of a text's first position, for networks that ask for positions. */
  int firstPosition() {
    return POSITIONS_AFTER_PADDING.contains(network.path("model_type").asText())
        ? network.path("pad_token_id").asInt(1) + 1
        : 0;
  }

  /**
   * Whether the network is a causal language model, so that its last token has read the whole text.
   */
  boolean isCausal() {
    return network.path("architectures").path(0).asText().endsWith("ForCausalLM")
        && network.path("is_causal").asBoolean(true);
  }

  /** Returns the length of a token's vector, where {@code config.json} says. */
  OptionalInt width() {
    for (String key : List.of("hidden_size", "dim", "d_model", "n_embd")) {
      int width = network.path(key).asInt(0);
      if (width > 0) {
        return OptionalInt.of(width);
      }
    }
    return OptionalInt.empty();
  }
}
