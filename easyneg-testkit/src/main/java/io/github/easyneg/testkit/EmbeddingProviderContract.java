package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The rules of {@link EmbeddingProvider}, by their numbers. Extend it and supply a provider; where
 * the model knows only some words, supply texts too.
 */
public abstract class EmbeddingProviderContract {
  /** Single precision, summed in another order: far below the difference between two texts. */
  private static final double ROUNDING = 1e-3;

  private EmbeddingProvider provider;

  /** For subclasses. */
  protected EmbeddingProviderContract() {}

  /** Makes the provider under test; called once for each test, twice where a rule compares two. */
  protected abstract EmbeddingProvider provider();

  /**
   * Returns texts that the model can embed: ten or more, all different, of different lengths, in no
   * particular order.
   */
  protected List<String> texts() {
    return List.of(
        "What does the library do?",
        "It mines negatives.",
        "A long sentence has more words than a short one, and so more tokens; that is what the"
            + " provider batches by, if it batches at all, and what it must not let change the"
            + " vectors of the texts beside it.",
        "Berlin ist die Hauptstadt von Deutschland.",
        "x",
        "1914–1918",
        "Names, dates; numbers: 3.14 - and (brackets)!",
        "Größe, Äpfel, Öl, Übung, ß",
        "one two three four five six seven eight nine ten eleven twelve",
        "The capital of France is Paris.",
        "A line\nand another\tline",
        "Who wrote the first dictionary of the German language, and when was it printed?");
  }

  /** Makes the provider that the test uses. */
  @BeforeEach
  final void openProvider() {
    provider = provider();
  }

  /** Closes it. */
  @AfterEach
  final void closeProvider() {
    provider.close();
  }

  @Test
  final void rule1EveryTextHasOneVectorOfTheDimension() {
    for (TextRole role : TextRole.values()) {
      List<Embedding> embeddings = provider.embed(texts(), role);
      assertThat(provider.dimension()).isPositive();
      assertThat(embeddings).hasSameSizeAs(texts());
      assertThat(embeddings).allSatisfy(e -> assertThat(e.vector()).hasSize(provider.dimension()));
    }
  }

  @Test
  final void rule1VectorsAreFiniteAndNotZero() {
    for (TextRole role : TextRole.values()) {
      for (Embedding embedding : provider.embed(texts(), role)) {
        double squares = 0;
        for (float x : embedding.vector()) {
          assertThat(x).isFinite();
          squares += (double) x * x;
        }
        assertThat(squares).isPositive();
      }
    }
  }

  @Test
  final void rule1VectorsAreInTheOrderOfTheTexts() {
    List<float[]> together = embed(provider, texts());
    for (int i = 0; i < texts().size(); i++) {
      requireSame(embed(provider, List.of(texts().get(i))).get(0), together.get(i), i);
    }
  }

  @Test
  final void rule2VectorsDoNotDependOnTheTextsBesideThem() {
    List<float[]> expected = embed(provider, texts());
    List<Integer> order = new ArrayList<>();
    for (int copies = 0; copies < 3; copies++) {
      for (int i = 0; i < texts().size(); i++) {
        order.add(i);
      }
    }
    Collections.shuffle(order, new Random(7));
    List<float[]> shuffled = embed(provider, order.stream().map(texts()::get).toList());
    for (int i = 0; i < order.size(); i++) {
      requireSame(expected.get(order.get(i)), shuffled.get(i), order.get(i));
    }
  }

  @Test
  final void rule2VectorsDoNotDependOnTheCall() {
    List<float[]> first = embed(provider, texts());
    List<float[]> second = embed(provider, texts());
    try (EmbeddingProvider other = provider()) {
      List<float[]> third = embed(other, texts());
      for (int i = 0; i < first.size(); i++) {
        requireSame(first.get(i), second.get(i), i);
        requireSame(first.get(i), third.get(i), i);
      }
    }
  }

  @Test
  final void rule2AChangedVectorDoesNotChangeTheNext() {
    List<float[]> first = embed(provider, texts());
    List<float[]> copies = first.stream().map(float[]::clone).toList();
    first.forEach(vector -> vector[0] = 1e6f);
    List<float[]> second = embed(provider, texts());
    for (int i = 0; i < copies.size(); i++) {
      requireSame(copies.get(i), second.get(i), i);
    }
  }

  @Test
  final void rule3FingerprintAndDimensionNeverChange() {
    String fingerprint = provider.fingerprint();
    int dimension = provider.dimension();
    assertThat(fingerprint).isNotBlank();
    assertThat(embed(provider, texts())).isNotEmpty();
    assertThat(provider.fingerprint()).isEqualTo(fingerprint);
    assertThat(provider.dimension()).isEqualTo(dimension);
    try (EmbeddingProvider other = provider()) {
      assertThat(other.fingerprint()).isEqualTo(fingerprint);
      assertThat(other.dimension()).isEqualTo(dimension);
    }
  }

  @Test
  final void rule4AnotherThreadMayEmbedNext() throws Exception {
    List<float[]> here = embed(provider, texts());
    FutureTask<List<float[]>> task = new FutureTask<>(() -> embed(provider, texts()));
    Thread thread = new Thread(task);
    thread.start();
    List<float[]> there = task.get();
    for (int i = 0; i < here.size(); i++) {
      requireSame(here.get(i), there.get(i), i);
    }
  }

  @Test
  final void rule5NoTextsGiveNoVectors() {
    assertThat(provider.embed(List.of(), TextRole.QUERY)).isEmpty();
    assertThat(provider.embed(List.of(), TextRole.PASSAGE)).isEmpty();
  }

  @Test
  final void rule6CloseMayBeCalledTwice() {
    assertThat(embed(provider, texts())).isNotEmpty();
    provider.close();
    provider.close();
  }

  @Test
  final void rule6CloseMayBeCalledWhileAnotherThreadEmbeds() throws Exception {
    List<float[]> before = embed(provider, texts());
    List<float[]> after =
        WhileClosing.call(() -> embed(provider, texts()), provider).orElse(before);
    for (int i = 0; i < before.size(); i++) {
      requireSame(before.get(i), after.get(i), i);
    }
  }

  @Test
  final void rule6AProviderThatWasNotUsedCanBeClosed() {
    provider.close();
  }

  private static List<float[]> embed(EmbeddingProvider provider, List<String> texts) {
    return provider.embed(texts, TextRole.PASSAGE).stream().map(Embedding::vector).toList();
  }

  private void requireSame(float[] expected, float[] found, int text) {
    assertThat(found).hasSameSizeAs(expected);
    double scale = 0;
    for (float x : expected) {
      scale = Math.max(scale, Math.abs(x));
    }
    for (int i = 0; i < expected.length; i++) {
      assertThat((double) found[i])
          .as("component %d of the vector of '%s'", i, texts().get(text))
          .isCloseTo(expected[i], within(scale * ROUNDING));
    }
  }
}
