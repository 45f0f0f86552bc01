package io.github.easyneg.examples;

// region own-embedder
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import java.util.List;
import java.util.Locale;

/** Counts the letters of a text. Not a good embedder, but a whole one. */
final class LetterEmbedder implements EmbeddingProvider {
  private static final int LETTERS = 26;

  @Override
  public int dimension() {
    return LETTERS + 1;
  }

  @Override
  public String fingerprint() {
    return "letters-1/" + dimension();
  }

  @Override
  public List<Embedding> embed(List<String> texts, TextRole role) {
    return texts.stream().map(text -> Embedding.of(vector(text))).toList();
  }

  private float[] vector(String text) {
    float[] vector = new float[dimension()];
    vector[LETTERS] = 1; // so that a text without letters has a direction too
    for (char c : text.toLowerCase(Locale.ROOT).toCharArray()) {
      if (c >= 'a' && c <= 'z') {
        vector[c - 'a']++;
      }
    }
    return vector;
  }
}
// endregion
