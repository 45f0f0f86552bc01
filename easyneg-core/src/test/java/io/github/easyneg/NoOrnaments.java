package io.github.easyneg;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TextRole;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Has no vector for a text with ornaments, hashes all others, and remembers what it was asked. */
final class NoOrnaments implements EmbeddingProvider {
  private final HashingEmbedder words = HashingEmbedder.ofDimension(32);

  /** The role and the text of each text, in the order in which they came. */
  final List<String> asked = new ArrayList<>();

  @Override
  public int dimension() {
    return words.dimension();
  }

  @Override
  public String fingerprint() {
    return "no ornaments";
  }

  @Override
  public List<Embedding> embed(List<String> texts, TextRole role) {
    texts.forEach(text -> asked.add(role + " " + text));
    return texts.stream()
        .map(
            text ->
                text.contains("✦")
                    ? Embedding.none("it holds ornaments", OptionalInt.of(3))
                    : words.embed(List.of(text), role).get(0))
        .toList();
  }
}
