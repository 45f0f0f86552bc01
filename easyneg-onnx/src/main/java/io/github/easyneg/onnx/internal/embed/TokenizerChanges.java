package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a folder's other files change in its {@code tokenizer.json}, as transformers and
 * sentence-transformers do when they load it.
 *
 * <p>The tokenizers of BERT and its relatives configure their normalizer by {@code do_lower_case},
 * {@code strip_accents} and {@code tokenize_chinese_chars} in {@code tokenizer_config.json},
 * whatever {@code tokenizer.json} says; all others leave it as it is.
 *
 * @param lowercase whether texts are lowercased before anything else
 * @param normalizer settings of the normalizer that are replaced, by name
 */
record TokenizerChanges(boolean lowercase, Map<String, JsonNode> normalizer) {
  /** No changes. */
  static final TokenizerChanges NONE = new TokenizerChanges(false, Map.of());

  private static final String CONFIG = "tokenizer_config.json";

  /** The names of the settings in {@code tokenizer_config.json}, and in the normalizer. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "do_lower_case", "lowercase",
          "strip_accents", "strip_accents",
          "tokenize_chinese_chars", "handle_chinese_chars");

  private static final Set<String> BERT_TOKENIZERS =
      Set.of(
          "BertTokenizer",
          "ConvBertTokenizer",
          "DistilBertTokenizer",
          "DPRContextEncoderTokenizer",
          "DPRQuestionEncoderTokenizer",
          "ElectraTokenizer",
          "FunnelTokenizer",
          "LayoutLMTokenizer",
          "LxmertTokenizer",
          "MobileBertTokenizer",
          "MPNetTokenizer",
          "RetriBertTokenizer",
          "SplinterTokenizer",
          "SqueezeBertTokenizer");

  /** Networks that get such a tokenizer where {@code tokenizer_config.json} names none. */
  private static final Set<String> BERT_NETWORKS =
      Set.of(
          "bert",
          "convbert",
          "distilbert",
          "electra",
          "funnel",
          "megatron-bert",
          "mobilebert",
          "mpnet",
          "nomic_bert",
          "splinter",
          "squeezebert");

  TokenizerChanges {
    normalizer = Map.copyOf(normalizer);
  }

  /**
   * Reads what changes a tokenizer.
   *
   * @param tokenizer the {@code tokenizer.json}
   * @throws UnsupportedModuleException if the tokenizer requires what is not supported
   */
  static TokenizerChanges read(
      ModelFolder folder, String path, Path tokenizer, TransformerConfig transformer) {
    JsonNode config = transformer.tokenizer();
    JsonNode heading = TokenizerJson.heading(tokenizer);
    requireCutAtEnd(folder, path, config, heading);
    if (config.path("split_special_tokens").asBoolean(false)) {
      throw folder.unsupported(
          ModelFolder.join(path, CONFIG),
          "'split_special_tokens' is true, which is not supported. Use another model, or remove the"
              + " setting to have special tokens found in texts.");
    }
    return new TokenizerChanges(
        transformer.lowercase(),
        normalizer(config, transformer.network(), heading.path("normalizer")));
  }

  private static void requireCutAtEnd(
      ModelFolder folder, String path, JsonNode config, JsonNode heading) {
    JsonNode own = config.path("truncation_side");
    JsonNode side = own.isTextual() ? own : heading.path("truncation").path("direction");
    if (side.isTextual() && !side.textValue().equalsIgnoreCase("right")) {
      throw folder.unsupported(
          ModelFolder.join(path, own.isTextual() ? CONFIG : "tokenizer.json"),
          (own.isTextual() ? "'truncation_side' is " : "'direction' of 'truncation' is ")
              + side
              + ", which is not supported: long texts are truncated at their end. Use another"
              + " model, or set it to 'right' to have that.");
    }
  }

  private static Map<String, JsonNode> normalizer(
      JsonNode config, JsonNode network, JsonNode normalizer) {
    String named = config.path("tokenizer_class").asText("").replaceFirst("Fast$", "");
    boolean bert =
        named.isEmpty()
            ? BERT_NETWORKS.contains(network.path("model_type").asText())
            : BERT_TOKENIZERS.contains(named);
    Map<String, JsonNode> changes = new TreeMap<>();
    if (bert && normalizer.path("type").asText().equals("BertNormalizer")) {
      SETTINGS.forEach(
          (setting, field) -> {
            JsonNode value = config.get(setting);
            if (value == null && !named.isEmpty()) {
              // Their constructors' defaults.
              value = setting.equals("strip_accents") ? NullNode.instance : BooleanNode.TRUE;
            }
            JsonNode found = normalizer.has(field) ? normalizer.get(field) : NullNode.instance;
            if (value != null && !value.equals(found)) {
              changes.put(field, value);
            }
          });
    }
    return changes;
  }

  /**
   * Returns the tokenizer with these changes.
   *
   * @throws IllegalArgumentException if {@code json} is not JSON, or not a tokenizer
   */
  String applied(String json, String origin) {
    String changed = normalizer.isEmpty() ? json : TokenizerJson.with(normalizer, json, origin);
    return lowercase ? TokenizerJson.lowering(changed, origin) : changed;
  }

  void addTo(Fingerprint fingerprint) {
    if (!normalizer.isEmpty()) {
      fingerprint.add("normalizer", new TreeMap<>(normalizer).toString());
    }
  }
}
