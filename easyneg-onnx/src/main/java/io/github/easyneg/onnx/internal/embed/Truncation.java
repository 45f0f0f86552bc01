package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * How {@code tokenizer.json} itself truncates a text. Of static models, sentence-transformers and
 * Model2Vec both apply it; for a network transformers puts its own limit in its place.
 *
 * @param most the maximum number of tokens to keep, or nothing for all
 * @param fromStart whether the excess is truncated at the start
 */
public record Truncation(OptionalInt most, boolean fromStart) {

  /**
   * Reads a tokenizer's setting.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Truncation read(ModelFolder folder, String name, JsonNode heading) {
    JsonNode truncation = heading.path("truncation");
    if (!truncation.isObject()) {
      return new Truncation(OptionalInt.empty(), false);
    }
    JsonNode most = truncation.path("max_length");
    if (!most.canConvertToInt() || most.intValue() < 0) {
      throw folder.wrong(
          name,
          "'max_length' of 'truncation' is "
              + most
              + "; expected a whole number. "
              + ModelFolder.AGAIN);
    }
    return new Truncation(
        OptionalInt.of(most.intValue()), truncation.path("direction").asText().equals("Left"));
  }

  /** Returns the tokens that are kept. */
  int[] of(int[] tokens) {
    int kept = Math.min(tokens.length, most.orElse(tokens.length));
    int from = fromStart ? tokens.length - kept : 0;
    return kept == tokens.length ? tokens : Arrays.copyOfRange(tokens, from, from + kept);
  }
}
