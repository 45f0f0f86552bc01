package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Makes one vector of a text's token vectors, as sentence-transformers' {@code Pooling} does. Where
 * several modes are on, their vectors follow one another in the order of {@link Mode}.
 *
 * @param modes one or more
 * @param width the length of a token's vector
 * @param promptCounts whether the tokens of the prompt are pooled too
 */
record Pooling(Set<Mode> modes, int width, boolean promptCounts) {

  /** The modes, in the order in which their vectors are joined. */
  enum Mode {
    /** The first token's vector. */
    CLS("cls", "pooling_mode_cls_token"),
    /** The largest value of each component. */
    MAX("max", "pooling_mode_max_tokens"),
    /** The mean. */
    MEAN("mean", "pooling_mode_mean_tokens"),
    /** The sum over the square root of the number of tokens. */
    MEAN_SQRT_LEN("mean_sqrt_len_tokens", "pooling_mode_mean_sqrt_len_tokens"),
    /** The mean, weighted by position: 1, 2, 3 ... (Muennighoff 2022, SGPT). */
    WEIGHTED_MEAN("weightedmean", "pooling_mode_weightedmean_tokens"),
    /** The last token's vector. */
    LAST_TOKEN("lasttoken", "pooling_mode_lasttoken");

    private final String name;
    private final String flag;

    Mode(String name, String flag) {
      this.name = name;
      this.flag = flag;
    }
  }

  /** Reads {@code 1_Pooling/config.json}: the old flags, or the newer {@code pooling_mode}. */
  static Pooling read(ModelFolder folder, String path) {
    String configName = ModelFolder.join(path, "config.json");
    JsonNode config =
        folder.json(
            configName,
            "modules.json",
            "modules.json asks for it: it says how token vectors become one vector. Download the"
                + " model's whole folder.");
    int width =
        config.path("word_embedding_dimension").asInt(config.path("embedding_dimension").asInt(-1));
    if (width < 1) {
      throw folder.wrong(
          configName,
          "word_embedding_dimension is missing or not positive. Download the model's folder"
              + " again.");
    }
    return new Pooling(
        modes(folder, configName, config), width, config.path("include_prompt").asBoolean(true));
  }

  private static Set<Mode> modes(ModelFolder folder, String configName, JsonNode config) {
    Set<Mode> modes = EnumSet.noneOf(Mode.class);
    if (config.hasNonNull("pooling_mode")) {
      for (String name : names(config.get("pooling_mode"))) {
        modes.add(
            Arrays.stream(Mode.values())
                .filter(mode -> mode.name.equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(folder, configName, "pooling_mode", name)));
      }
    } else {
      for (var field : config.properties()) {
        if (field.getKey().startsWith("pooling_mode_") && field.getValue().asBoolean()) {
          modes.add(
              Arrays.stream(Mode.values())
                  .filter(mode -> mode.flag.equals(field.getKey()))
                  .findFirst()
                  .orElseThrow(() -> unknown(folder, configName, "it", field.getKey())));
        }
      }
    }
    if (modes.isEmpty()) {
      throw folder.wrong(
          configName,
          "no pooling mode is on; expected one of "
              + Arrays.stream(Mode.values()).map(mode -> mode.flag).toList()
              + ". Download the model's folder again.");
    }
    return Collections.unmodifiableSet(modes);
  }

  private static List<String> names(JsonNode mode) {
    List<String> names = new ArrayList<>();
    if (mode.isArray()) {
      mode.forEach(name -> names.add(name.asText()));
    } else {
      names.addAll(List.of(mode.asText().toLowerCase(Locale.ROOT).split("\\+")));
    }
    return names;
  }

  private static IllegalArgumentException unknown(
      ModelFolder folder, String configName, String where, String found) {
    return folder.wrong(
        configName,
        where
            + " names '"
            + found
            + "'; what can be run is "
            + Arrays.stream(Mode.values()).map(mode -> mode.name).toList()
            + ". Export the model to ONNX with its pooling inside.");
  }

  /** Returns the length of a pooled vector. */
  int outputs() {
    return modes.size() * width;
  }

  /**
   * Pools one text.
   *
   * @param vectors the token vectors of a batch, one after another
   * @param begin where the text's first token begins in {@code vectors}
   * @param tokens how many tokens the text has, without padding
   * @param promptTokens how many of them, at the beginning, belong to the prompt
   */
  float[] pool(float[] vectors, int begin, int tokens, int promptTokens) {
    float[] pooled = new float[outputs()];
    int first = promptCounts ? 0 : Math.min(promptTokens, tokens);
    int at = 0;
    for (Mode mode : modes) {
      switch (mode) {
        case CLS -> System.arraycopy(vectors, begin, pooled, at, width);
        case LAST_TOKEN -> {
          if (first < tokens) {
            System.arraycopy(vectors, begin + (tokens - 1) * width, pooled, at, width);
          }
        }
        case MAX -> max(vectors, begin, first, tokens, pooled, at);
        case MEAN, MEAN_SQRT_LEN, WEIGHTED_MEAN ->
            sum(mode, vectors, begin, first, tokens, pooled, at);
      }
      at += width;
    }
    return pooled;
  }

  private void max(float[] vectors, int begin, int first, int tokens, float[] pooled, int at) {
    // What sentence-transformers puts in the place of tokens that do not count.
    Arrays.fill(pooled, at, at + width, -1e9f);
    for (int token = first; token < tokens; token++) {
      for (int i = 0; i < width; i++) {
        pooled[at + i] = Math.max(pooled[at + i], vectors[begin + token * width + i]);
      }
    }
  }

  private void sum(
      Mode mode, float[] vectors, int begin, int first, int tokens, float[] pooled, int at) {
    float weights = 0;
    for (int token = first; token < tokens; token++) {
      float weight = mode == Mode.WEIGHTED_MEAN ? token + 1 : 1;
      weights += weight;
      int row = begin + token * width;
      for (int i = 0; i < width; i++) {
        pooled[at + i] += weight * vectors[row + i];
      }
    }
    float clamped = Math.max(weights, 1e-9f);
    float divisor = mode == Mode.MEAN_SQRT_LEN ? (float) Math.sqrt(clamped) : clamped;
    for (int i = 0; i < width; i++) {
      pooled[at + i] /= divisor;
    }
  }

  void addTo(Fingerprint fingerprint) {
    fingerprint.add("pooling", modes + " " + width + " " + promptCounts);
  }
}
