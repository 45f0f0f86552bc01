package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.internal.cache.EmbeddingCache;
import io.github.easyneg.mine.Anchor;
import io.github.easyneg.report.EmbeddingCounts;
import io.github.easyneg.report.TextsWithoutVector;
import io.github.easyneg.report.TokenLengths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddingCacheTest {
  private static final String TEXT = Passage.of("text").id();

  private final Path folder;

  EmbeddingCacheTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static final TextsWithoutVector NONE = TextsWithoutVector.builder().build();

  private EasyNegatives recipe(EmbeddingProvider embedder) {
    List<QaRow> rows =
        List.of(
            QaRow.of(List.of("own", "hard"), "wer?", "Antwort", 0),
            QaRow.withoutPositive(List.of("own"), "was?", "none"));
    return Jobs.all(rows, "a", "b", "c").embedWith(embedder).cacheIn(folder.resolve("cache"));
  }

  @Test
  void aSecondRunEmbedsNothingAndMinesTheSame() {
    Jobs.Result first = Jobs.run(recipe(HashingEmbedder.ofDimension(8)));
    Jobs.Result second = Jobs.run(recipe(HashingEmbedder.ofDimension(8)));
    // Five passages, one answer, two questions of rows without a positive.
    TokenLengths uncounted = TokenLengths.builder().build();
    assertThat(first.report().embeddings())
        .isEqualTo(
            EmbeddingCounts.builder()
                .embedded(8)
                .passages(uncounted)
                .withoutVector(NONE)
                .neededPassages(5)
                .build());
    assertThat(second.report().embeddings())
        .isEqualTo(
            EmbeddingCounts.builder()
                .fromCache(8)
                .passages(uncounted)
                .withoutVector(NONE)
                .neededPassages(5)
                .build());
    assertThat(second.rows()).isEqualTo(first.rows());
  }

  @Test
  void whenAllIsCachedTheModelIsNotAsked() {
    assertThat(Jobs.run(recipe(HashingEmbedder.ofDimension(8))).rows()).hasSize(3);
    EmbeddingProvider unloaded =
        new EmbeddingProvider() {
          @Override
          public int dimension() {
            return 8;
          }

          @Override
          public String fingerprint() {
            return HashingEmbedder.ofDimension(8).fingerprint();
          }

          @Override
          public List<Embedding> embed(List<String> texts, TextRole role) {
            throw new AssertionError("asked for " + texts);
          }
        };
    assertThat(Jobs.run(recipe(unloaded)).report().embeddings().embedded()).isZero();
  }

  @Test
  void anotherModelDoesNotGetTheFirstOnesVectors() {
    assertThat(Jobs.run(recipe(HashingEmbedder.ofDimension(8))).rows()).hasSize(3);
    EmbeddingCounts other = Jobs.run(recipe(HashingEmbedder.ofDimension(9))).report().embeddings();
    assertThat(other.fromCache()).isZero();
    assertThat(other.embedded()).isEqualTo(8);
  }

  @Test
  void moreRowsEmbedOnlyWhatIsNew() {
    assertThat(Jobs.run(recipe(HashingEmbedder.ofDimension(8))).rows()).hasSize(3);
    EmbeddingCounts more =
        Jobs.run(recipe(HashingEmbedder.ofDimension(8)).anchoredOn(Anchor.QUESTION))
            .report()
            .embeddings();
    assertThat(more.embedded()).as("the question of the row with a positive").isEqualTo(1);
    assertThat(more.fromCache()).isEqualTo(7);
  }

  @Test
  void rolesAndModelsDoNotMix() {
    try (EmbeddingCache cache = EmbeddingCache.open(folder, "model", 2, note -> {})) {
      cache.put(TextRole.QUERY, TEXT, Embedding.of(new float[] {1, 2}));
      cache.commit();
      assertThat(cache.get(TextRole.PASSAGE, TEXT)).isNull();
    }
    try (EmbeddingCache cache = EmbeddingCache.open(folder, "model 2", 2, note -> {})) {
      assertThat(cache.get(TextRole.QUERY, TEXT)).isNull();
    }
    try (EmbeddingCache cache = EmbeddingCache.open(folder, "model", 2, note -> {})) {
      assertThat(Objects.requireNonNull(cache.get(TextRole.QUERY, TEXT)).vector())
          .containsExactly(1, 2);
    }
  }

  @Test
  void whatAnEmbeddingKnowsBesidesItsVectorIsKept() {
    try (EmbeddingCache cache = EmbeddingCache.open(folder, "model", 1, note -> {})) {
      cache.put(TextRole.PASSAGE, TEXT, new Embedding(new float[] {3}, OptionalInt.of(700), true));
      Embedding kept = Objects.requireNonNull(cache.get(TextRole.PASSAGE, TEXT));
      assertThat(kept.tokens()).hasValue(700);
      assertThat(kept.truncated()).isTrue();
    }
  }

  @Test
  void closingTwiceDoesNothing() {
    EmbeddingCache cache = EmbeddingCache.open(folder, "model", 1, note -> {});
    cache.close();
    cache.close();
    assertThat(folder.resolve("embeddings.mv")).exists();
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> EmbeddingCache.open(file, "model", 1, note -> {}))
        .isInstanceOf(java.io.UncheckedIOException.class)
        .hasMessage(file + " is a file, and cannot be the embedding cache; name a directory.");
  }
}
