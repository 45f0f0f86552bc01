package io.github.easyneg.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a limit leaves of an embedder's abilities; how it ends calls, {@code ThreadsTest} shows. */
class TimeLimitTest {

  /** Counts a text's characters, and never comes to an end with a text that says so. */
  private static class Counting implements EmbeddingProvider, TokenCounter {
    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public String fingerprint() {
      return "counting";
    }

    @Override
    public List<Embedding> embed(List<String> texts, TextRole role) {
      return texts.stream().map(text -> Embedding.of(new float[] {1, text.length()})).toList();
    }

    @Override
    public int[] countTokens(List<String> texts, TextRole role) {
      if (texts.contains("hang")) {
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return texts.stream().mapToInt(String::length).toArray();
    }

    @Override
    public OptionalInt tokenLimit() {
      return OptionalInt.of(7);
    }
  }

  @Test
  void tokensAreCountedAsWithoutALimit() {
    try (EmbeddingProvider limited = TimeLimit.on(new Counting(), Duration.ofMinutes(5))) {
      assertThat(limited)
          .isInstanceOfSatisfying(
              TokenCounter.class,
              counter -> {
                assertThat(counter.countTokens(List.of("a", "bcd"), TextRole.QUERY))
                    .containsExactly(1, 3);
                assertThat(counter.tokenLimit()).hasValue(7);
              });
    }
  }

  @Test
  void countingHasTheSameLimitAndASlowOneIsGivenUp() {
    EmbeddingProvider limited = TimeLimit.on(new Counting(), Duration.ofMillis(200));
    TokenCounter counter = (TokenCounter) limited;
    assertThatThrownBy(() -> counter.countTokens(List.of("a", "hang"), TextRole.PASSAGE))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            "the embedder 'counting' did not count the tokens of 2 texts within 200 ms; see what"
                + " holds it up, or raise the limit.");
    assertThatThrownBy(() -> limited.embed(List.of("a"), TextRole.PASSAGE))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("the embedder 'counting' is not called again, because a call timed out.");
  }

  @Test
  void aLimitThatIsNoneIsRefused() {
    assertThatThrownBy(() -> TimeLimit.on(new Counting(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the time limit is 0 ms; use one above zero.");
    assertThatThrownBy(() -> TimeLimit.on(new Counting(), Duration.ofSeconds(-3)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the time limit is -3000 ms; use one above zero.");
  }

  @Test
  void anInterruptedCallSaysSoAndTheFlagStays() {
    TokenCounter counter = (TokenCounter) TimeLimit.on(new Counting(), Duration.ofMinutes(5));
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> counter.countTokens(List.of("hang"), TextRole.PASSAGE))
        .isInstanceOf(CancellationException.class)
        .hasMessage("interrupted while the embedder was at work");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void whatCountsNoTokensDoesNotSoWithALimit() {
    try (EmbeddingProvider limited =
        TimeLimit.on(HashingEmbedder.defaults(), Duration.ofMinutes(5))) {
      assertThat(limited).isNotInstanceOf(TokenCounter.class);
    }
  }
}
