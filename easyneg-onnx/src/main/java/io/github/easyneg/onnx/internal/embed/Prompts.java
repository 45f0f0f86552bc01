package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.easyneg.embed.TextRole;
import java.util.List;

/**
 * The prompts that a model needs before each text, by the text's role.
 *
 * @param query before a query, or empty
 * @param passage before a passage, or empty
 */
public record Prompts(String query, String passage) {
  /** No prompts. */
  public static final Prompts NONE = new Prompts("", "");

  /** The names in the order in which sentence-transformers' encode_document tries them. */
  private static final List<String> PASSAGE_NAMES = List.of("document", "passage", "corpus");

  private static final List<String> QUERY_NAMES = List.of("query");

  /**
   * Chooses among a model's prompts; a role without a prompt has the default.
   *
   * @param prompts texts by name
   * @param fallback the name of the default, or empty
   */
  static Prompts from(JsonNode prompts, String fallback) {
    return new Prompts(
        prompt(prompts, QUERY_NAMES, fallback), prompt(prompts, PASSAGE_NAMES, fallback));
  }

  /** Returns the prompt of a role. */
  public String of(TextRole role) {
    return role == TextRole.QUERY ? query : passage;
  }

  /** Whether no role has one. */
  boolean none() {
    return query.isEmpty() && passage.isEmpty();
  }

  private static String prompt(JsonNode prompts, List<String> names, String fallback) {
    for (String name : names) {
      if (prompts.hasNonNull(name) && !prompts.path(name).asText().isEmpty()) {
        return prompts.path(name).asText();
      }
    }
    return fallback.isEmpty() || prompts.path(fallback).isNull()
        ? ""
        : prompts.path(fallback).asText("");
  }
}
