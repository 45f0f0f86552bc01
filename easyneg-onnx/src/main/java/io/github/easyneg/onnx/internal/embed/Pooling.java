package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Makes one vector of a text's token vectors, as sentence-transformers' {@code Pooling} does. Where
 * several modes are on, their vectors follow one another in the order of {@code modes}.
 *
 * @param modes one or more
 * @param width the length of a token's vector
 * @param promptCounts whether the tokens of the prompt are pooled too
 */
public record Pooling(List<Mode> modes, int width, boolean promptCounts) {

  public Pooling {
    modes = List.copyOf(modes);
  }

  /** The modes, in the order in which the older settings join their vectors. */
  public enum Mode {
    /** The first token's vector. */
    CLS("cls", "pooling_mode_cls_token", "the first token's vector"),
    /** The largest value of each component. */
    MAX("max", "pooling_mode_max_tokens", "the largest of each number"),
    /** The mean. */
    MEAN("mean", "pooling_mode_mean_tokens", "their mean"),
    /** The sum over the square root of the number of tokens. */
    MEAN_SQRT_LEN(
        "mean_sqrt_len_tokens",
        "pooling_mode_mean_sqrt_len_tokens",
        "their sum over the root of their number"),
    /** The mean, weighted by position: 1, 2, 3 ... (Muennighoff 2022, SGPT). */
    WEIGHTED_MEAN("weightedmean", "pooling_mode_weightedmean_tokens", "their weighted mean"),
    /** The last token's vector. */
    LAST_TOKEN("lasttoken", "pooling_mode_lasttoken", "the last token's vector");

    private final String name;
    private final String flag;
    private final String words;

    Mode(String name, String flag, String words) {
      this.name = name;
      this.flag = flag;
      this.words = words;
    }

    /** Returns the mode of a name in {@code pooling_mode}. */
    public static Optional<Mode> named(String name) {
      return Arrays.stream(values()).filter(mode -> mode.name.equals(name)).findFirst();
    }

    /** Returns what it makes of a text's token vectors, for messages. */
    String words() {
      return words;
    }

    /** Returns the names of all, for messages. */
    public static String names() {
      return String.join(", ", Arrays.stream(values()).map(mode -> mode.name).toList());
    }
  }

  /**
   * Reads {@code 1_Pooling/config.json}: the older flags, or the newer {@code pooling_mode}, a name
   * or a list of them in the order in which they are joined. Where neither names a mode it is the
   * mean, as in sentence-transformers.
   */
  static Pooling read(ModelFolder folder, String path) {
    ModuleConfig config = folder.moduleConfig(ModelFolder.join(path, "config.json"));
    Optional<Integer> older = config.count("word_embedding_dimension");
    int width =
        config
            .count("embedding_dimension")
            .or(() -> older)
            .orElseThrow(() -> folder.lacks(config.name(), "embedding_dimension"));
    List<Mode> flagged = new ArrayList<>();
    for (Mode mode : Mode.values()) {
      if (config.flag(mode.flag, false)) {
        flagged.add(mode);
      }
    }
    List<Mode> modes =
        config
            .value("pooling_mode")
            .map(named -> named(config, named))
            .orElse(flagged.isEmpty() ? List.of(Mode.MEAN) : flagged);
    Pooling pooling = new Pooling(modes, width, config.flag("include_prompt", true));
    config.requireAllKnown();
    return pooling;
  }

  private static List<Mode> named(ModuleConfig config, JsonNode names) {
    List<Mode> modes = new ArrayList<>();
    for (JsonNode name : names.isArray() ? names : List.of(names)) {
      modes.add(
          Mode.named(name.asText())
              .orElseThrow(() -> config.unsupported("pooling_mode", name.asText(), Mode.names())));
    }
    if (modes.isEmpty()) {
      throw config.wrong("pooling_mode", names, "a mode, or a list of one or more");
    }
    return modes;
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
        // The first token that counts; where none does, the first.
        case CLS ->
            System.arraycopy(
                vectors, begin + (first < tokens ? first : 0) * width, pooled, at, width);
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
    Arrays.fill(pooled, at, at + width, Float.NEGATIVE_INFINITY);
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
    if (!promptCounts && modes.contains(Mode.CLS)) {
      // Until version 6 of sentence-transformers, the first token of the prompt was taken.
      fingerprint.add("cls", "after the prompt");
    }
  }
}
