package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.embed.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link TokenCounter}, by number, in addition to those of {@link EmbeddingProvider}.
 * Extend it and supply {@link #provider()}; where the model knows only some words, supply texts
 * too.
 */
public abstract class TokenCounterContract extends EmbeddingProviderContract {
  /** How often the longest text is repeated where there is no limit. */
  private static final int LONG = 300;

  /** Of no words: a model may know none of their tokens. */
  private static final List<String> ODD =
      List.of("", " ", "\u2726", "\u2726 \u2726 \u2726", "\u200b");

  /** For subclasses. */
  protected TokenCounterContract() {}

  /**
   * {@inheritDoc}
   *
   * <p>It implements {@link TokenCounter}.
   */
  @Override
  protected abstract EmbeddingProvider provider();

  @Test
  final void tokens1CountsAreThoseThatEmbeddingReports() {
    for (TextRole role : TextRole.values()) {
      try (EmbeddingProvider counting = provider();
          EmbeddingProvider embedding = provider()) {
        List<String> texts = textsAndALongOne(counting);

        assertThat(counts(counting, texts, role))
            .containsExactlyElementsOf(
                embedding.embed(texts, role).stream().map(Embedding::tokens).toList());
      }
    }
  }

  @Test
  final void tokens1CountingAndEmbeddingDoNotDisturbEachOther() {
    try (EmbeddingProvider provider = provider()) {
      List<OptionalInt> before = counts(provider, texts(), TextRole.PASSAGE);
      List<Embedding> embeddings = provider.embed(texts(), TextRole.PASSAGE);

      assertThat(embeddings).extracting(Embedding::tokens).containsExactlyElementsOf(before);
      assertThat(counts(provider, texts(), TextRole.PASSAGE)).isEqualTo(before);
    }
  }

  @Test
  final void tokens2ATextIsTruncatedIfItHasMoreTokensThanTheLimit() {
    for (TextRole role : TextRole.values()) {
      try (EmbeddingProvider provider = provider()) {
        List<String> texts = textsAndALongOne(provider);
        int[] counts = ((TokenCounter) provider).countTokens(texts, role);
        OptionalInt limit = limit(provider);
        List<Embedding> embeddings = provider.embed(texts, role);
        for (int i = 0; i < counts.length; i++) {
          assertThat(embeddings.get(i).truncated())
              .as("truncated, with %d tokens and a limit of %s", counts[i], limit)
              .isEqualTo(limit.isPresent() && counts[i] > limit.getAsInt());
        }
      }
    }
  }

  @Test
  final void tokens3TheLimitNeverChanges() {
    try (EmbeddingProvider provider = provider();
        EmbeddingProvider other = provider()) {
      OptionalInt limit = limit(provider);
      if (limit.isPresent()) {
        assertThat(limit.getAsInt()).isPositive();
      }
      assertThat(provider.embed(textsAndALongOne(other), TextRole.PASSAGE)).isNotEmpty();
      assertThat(limit(provider)).isEqualTo(limit);
      assertThat(limit(other)).isEqualTo(limit);
    }
  }

  @Test
  final void tokens4NoTextsGiveNoCounts() {
    try (EmbeddingProvider provider = provider()) {
      for (TextRole role : TextRole.values()) {
        assertThat(((TokenCounter) provider).countTokens(List.of(), role)).isEmpty();
      }
    }
  }

  @Test
  final void tokens5TextsThatAreSaidToHaveNoVectorHaveNone() {
    try (EmbeddingProvider provider = provider()) {
      List<String> texts = new ArrayList<>(texts());
      texts.addAll(ODD);
      for (TextRole role : TextRole.values()) {
        List<Optional<String>> missing = ((TokenCounter) provider).withoutVector(texts, role);
        assertThat(missing).hasSameSizeAs(texts);
        assertThat(missing.subList(0, texts().size())).containsOnly(Optional.empty());
        for (int i = texts().size(); i < texts.size(); i++) {
          if (missing.get(i).isPresent()) {
            assertThat(provider.embed(List.of(texts.get(i)), role).get(0).missing())
                .isEqualTo(missing.get(i));
          }
        }
      }
      assertThat(((TokenCounter) provider).withoutVector(List.of(), TextRole.QUERY)).isEmpty();
    }
  }

  private static OptionalInt limit(EmbeddingProvider provider) {
    return ((TokenCounter) provider).tokenLimit();
  }

  private static List<OptionalInt> counts(
      EmbeddingProvider provider, List<String> texts, TextRole role) {
    List<OptionalInt> counts = new ArrayList<>();
    for (int count : ((TokenCounter) provider).countTokens(texts, role)) {
      counts.add(OptionalInt.of(count));
    }
    return counts;
  }

  /** The last one is longer than the limit, where there is one. */
  private List<String> textsAndALongOne(EmbeddingProvider provider) {
    List<String> texts = new ArrayList<>(texts());
    texts.add((texts.get(0) + " ").repeat(limit(provider).orElse(LONG)));
    return texts;
  }
}
