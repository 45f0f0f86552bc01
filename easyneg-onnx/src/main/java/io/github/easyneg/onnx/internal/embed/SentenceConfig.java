package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Optional;

/**
 * {@code config_sentence_transformers.json}: the prompts, and to how many numbers vectors are cut.
 *
 * @param truncate how vectors are cut, after all modules; they are not normalised again
 */
record SentenceConfig(Prompts prompts, Optional<Truncate> truncate) {
  /** Of a folder without the file, or of one whose loader does not read it. */
  static final SentenceConfig NONE = new SentenceConfig(Prompts.NONE, Optional.empty());

  private static final String FILE = "config_sentence_transformers.json";

  /** Reads the file, which may be missing. */
  static SentenceConfig read(ModelFolder folder) {
    ModuleConfig config = folder.moduleConfigOrEmpty(FILE);
    // The network and its vectors stay the same: versions, and how others compare the vectors.
    config.ignore("__version__", "requirements", "similarity_fn_name");
    config.refuse("model_type", "SentenceTransformer");
    Optional<Truncate> truncate = config.count("truncate_dim").map(Truncate::new);
    Optional<JsonNode> prompts = config.value("prompts");
    prompts.ifPresent(named -> requireTexts(config, named));
    String fallback = config.text("default_prompt_name", "");
    if (!fallback.isEmpty() && !prompts.map(named -> named.has(fallback)).orElse(false)) {
      throw folder.wrong(
          FILE,
          "'default_prompt_name' is '"
              + fallback
              + "', and 'prompts' has none of that name. "
              + ModelFolder.AGAIN);
    }
    config.requireAllKnown();
    return new SentenceConfig(
        prompts.map(named -> Prompts.from(named, fallback)).orElse(Prompts.NONE), truncate);
  }

  /**
   * Returns that a folder without {@code modules.json} has the file all the same, if it does and
   * the file says something of the vectors.
   *
   * @param loader does not read it then
   */
  static Optional<String> passedOver(ModelFolder folder, String loader) {
    ModuleConfig config = folder.moduleConfigOrEmpty(FILE);
    boolean says = config.value("truncate_dim").filter(value -> !value.isNull()).isPresent();
    for (JsonNode prompt : config.value("prompts").orElse(MissingNode.getInstance())) {
      says |= !prompt.asText().isEmpty();
    }
    return says
        ? Optional.of(
            folder
                + " has "
                + FILE
                + ", but no modules.json: its prompts and truncate_dim are ignored, as "
                + loader)
        : Optional.empty();
  }

  private static void requireTexts(ModuleConfig config, JsonNode prompts) {
    boolean texts = prompts.isObject();
    for (JsonNode prompt : prompts) {
      texts &= prompt.isTextual() || prompt.isNull();
    }
    if (!texts) {
      throw config.wrong("prompts", prompts, "a text for each name");
    }
  }

  /** Returns what is done to a vector after all modules. */
  List<Layer> after() {
    return truncate.<List<Layer>>map(List::of).orElse(List.of());
  }
}
