package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.fixture.VectorsByText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedder that breaks its contract, or fails, ends the run with a reason and no file. */
class EmbedderFaultsTest {
  private static final QaRow ROW = QaRow.of(List.of("own"), "wer?", "Antwort", 0);

  private final Path folder;

  EmbedderFaultsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  private static EmbeddingProvider provider(
      int dimension, BiFunction<List<String>, TextRole, List<Embedding>> embed) {
    return new EmbeddingProvider() {
      @Override
      public int dimension() {
        return dimension;
      }

      @Override
      public String fingerprint() {
        return "faulty";
      }

      @Override
      public List<Embedding> embed(List<String> texts, TextRole role) {
        return embed.apply(texts, role);
      }
    };
  }

  private static List<Embedding> good(List<String> texts) {
    return texts.stream().map(text -> Embedding.of(new float[] {1, text.length()})).toList();
  }

  private void fails(EmbeddingProvider provider, Class<? extends Throwable> type, String message) {
    assertThatThrownBy(
            () ->
                Jobs.all(ROW, "a", "b")
                    .embedWith(provider)
                    .cacheIn(folder.resolve("cache"))
                    .toAxolotl(folder.resolve("out.jsonl")))
        .isInstanceOf(type)
        .hasMessage(message);
    assertThat(folder.resolve("out.jsonl")).doesNotExist();
    assertThat(folder.toFile().list((f, name) -> name.endsWith(".tmp"))).isEmpty();
  }

  @Test
  void tooFewVectors() {
    fails(
        provider(2, (texts, role) -> good(texts).subList(1, texts.size())),
        EmbeddingException.class,
        "the embedder 'faulty' returned 2 vectors for 3 texts; expected one for each.");
  }

  @Test
  @SuppressWarnings("NullAway")
  void nothingAtAll() {
    fails(
        provider(2, (texts, role) -> null),
        EmbeddingException.class,
        "the embedder 'faulty' returned null for 3 texts; expected one for each.");
  }

  @Test
  @SuppressWarnings("NullAway")
  void nothingForOneText() {
    fails(
        provider(
            2,
            (texts, role) -> {
              List<Embedding> embeddings = new ArrayList<>(good(texts));
              embeddings.set(1, null);
              return embeddings;
            }),
        EmbeddingException.class,
        "the embedder 'faulty' returned null for contexts[0] of row 1; expected a vector.");
  }

  @Test
  void vectorsOfAnotherDimension() {
    fails(
        provider(3, (texts, role) -> good(texts)),
        EmbeddingException.class,
        "the embedder 'faulty' made a vector of 2 dimensions for contexts[1] of row 2; it says that"
            + " it makes 3.");
  }

  @Test
  void noDimensionAtAll() {
    fails(
        provider(0, (texts, role) -> good(texts)),
        EmbeddingException.class,
        "the embedder 'faulty' says that its vectors have 0 dimensions; expected at least 1.");
  }

  @Test
  void aNumberThatIsNone() {
    fails(
        new VectorsByText(2, text -> new float[] {1, text.equals("Antwort") ? Float.NaN : 1}),
        EmbeddingException.class,
        "the embedder 'vectors chosen by a test' failed: the vector of the answer of row 1 has NaN"
            + " at dimension 1; every number must be finite.");
  }

  @Test
  void aVectorOfZeros() {
    fails(
        new VectorsByText(2, text -> new float[] {text.equals("the corpus?") ? 0 : 1, 0}),
        EmbeddingException.class,
        "the embedder 'vectors chosen by a test' failed: the vector of the answer of row 2 is all"
            + " zeros, which has no direction; a cosine needs one.");
  }

  @Test
  void aTextThatCannotBeEmbeddedIsNamedByItsRow() {
    fails(
        provider(
            2,
            (texts, role) -> {
              if (role == TextRole.QUERY) {
                throw new EmbeddingException(
                    "too odd.", texts.indexOf("Antwort"), new IllegalStateException());
              }
              return good(texts);
            }),
        EmbeddingException.class,
        "the answer of row 1 cannot be embedded: too odd. The text is \"Antwort\".");
  }

  @Test
  void aContextThatCannotBeEmbeddedIsNamedAndQuoted() {
    fails(
        provider(
            2,
            (texts, role) -> {
              throw new EmbeddingException("too odd.", texts.indexOf("own"), new Exception());
            }),
        EmbeddingException.class,
        "contexts[0] of row 1 cannot be embedded: too odd. The text is \"own\".");
  }

  @Test
  void whateverItThrowsReachesTheCaller() {
    fails(
        provider(
            2,
            (texts, role) -> {
              throw new UnsupportedOperationException("no network");
            }),
        UnsupportedOperationException.class,
        "no network");
  }

  @Test
  void aThreadThatIsInterruptedMeanwhileEndsTheRun() {
    fails(
        provider(
            2,
            (texts, role) -> {
              Thread.currentThread().interrupt();
              return good(texts);
            }),
        CancellationException.class,
        "interrupted; nothing was written");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }

  @Test
  void tokensAndTruncationAreReported() {
    EmbeddingProvider counting =
        provider(
            2,
            (texts, role) ->
                texts.stream()
                    .map(
                        text ->
                            new Embedding(
                                new float[] {1, text.length()},
                                OptionalInt.of(100 * text.length()),
                                text.length() > 2))
                    .toList());
    Jobs.Result result = Jobs.run(Jobs.all(ROW, "a", "b").embedWith(counting));
    // Of own, a, b, Antwort and the question of the second row, three are longer than two.
    assertThat(result.report().embeddings().truncated()).isEqualTo(3);
    assertThat(result.report().embeddings().longestTokens())
        .isEqualTo(100 * "the corpus?".length());
    assertThat(result.report().toString())
        .contains(
            "texts truncated        3: the model read their beginning only (longest: 1,100"
                + " tokens)\n");
  }

  @Test
  void anEmbedderOfTheUsersStaysOpen() {
    boolean[] closed = {false};
    EmbeddingProvider own =
        new EmbeddingProvider() {
          @Override
          public int dimension() {
            return 2;
          }

          @Override
          public String fingerprint() {
            return "own";
          }

          @Override
          public List<Embedding> embed(List<String> texts, TextRole role) {
            return good(texts);
          }

          @Override
          public void close() {
            closed[0] = true;
          }
        };
    assertThat(Jobs.run(Jobs.all(ROW, "a", "b").embedWith(own)).rows()).hasSize(2);
    assertThat(closed[0]).isFalse();
  }
}
