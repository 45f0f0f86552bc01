package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.embed.TokenCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Each rule of the contract is broken by a counter made for it, and seen to fail. */
class TokenCounterContractTest {
  private static final int LIMIT = 20;

  /** A right counter, whose parts the tests replace by wrong ones: a token is a character. */
  private static class Fake implements EmbeddingProvider, TokenCounter {
    private final HashingEmbedder right = HashingEmbedder.ofDimension(64);

    @Override
    public int dimension() {
      return right.dimension();
    }

    @Override
    public String fingerprint() {
      return right.fingerprint();
    }

    @Override
    public List<Embedding> embed(List<String> texts, TextRole role) {
      List<Embedding> embeddings = new ArrayList<>();
      for (String text : texts) {
        int tokens = length(text, role);
        embeddings.add(
            new Embedding(
                right.embed(List.of(text), role).get(0).vector(),
                OptionalInt.of(tokens),
                truncated(tokens)));
      }
      return embeddings;
    }

    boolean truncated(int tokens) {
      return tokens > LIMIT;
    }

    @Override
    public int[] countTokens(List<String> texts, TextRole role) {
      return texts.stream().mapToInt(text -> length(text, role)).toArray();
    }

    @Override
    public OptionalInt tokenLimit() {
      return OptionalInt.of(LIMIT);
    }

    private static int length(String text, TextRole role) {
      return text.length() + (role == TextRole.QUERY ? 7 : 9);
    }
  }

  private static void run(Supplier<Fake> counters, Consumer<TokenCounterContract> rule) {
    rule.accept(
        new TokenCounterContract() {
          @Override
          protected EmbeddingProvider provider() {
            return counters.get();
          }
        });
  }

  private static void broken(Supplier<Fake> counters, Consumer<TokenCounterContract> rule) {
    assertThatCode(() -> run(Fake::new, rule)).doesNotThrowAnyException();
    assertThatThrownBy(() -> run(counters, rule)).isInstanceOf(Throwable.class);
  }

  @Test
  void aPromptThatIsNotCountedBreaksRule1() {
    broken(
        () ->
            new Fake() {
              @Override
              public int[] countTokens(List<String> texts, TextRole role) {
                return super.countTokens(texts, TextRole.PASSAGE);
              }
            },
        TokenCounterContract::tokens1CountsAreThoseThatEmbeddingReports);
  }

  @Test
  void aCountThatIsCutBreaksRule1() {
    broken(
        () ->
            new Fake() {
              @Override
              public int[] countTokens(List<String> texts, TextRole role) {
                int[] counts = super.countTokens(texts, role);
                for (int i = 0; i < counts.length; i++) {
                  counts[i] = Math.min(counts[i], LIMIT);
                }
                return counts;
              }
            },
        TokenCounterContract::tokens1CountsAreThoseThatEmbeddingReports);
  }

  @Test
  void aCountThatChangesWithEmbeddingBreaksRule1() {
    broken(
        () ->
            new Fake() {
              private int embedded;

              @Override
              public List<Embedding> embed(List<String> texts, TextRole role) {
                embedded = 1;
                return super.embed(texts, role);
              }

              @Override
              public int[] countTokens(List<String> texts, TextRole role) {
                int[] counts = super.countTokens(texts, role);
                counts[0] += embedded;
                return counts;
              }
            },
        TokenCounterContract::tokens1CountingAndEmbeddingDoNotDisturbEachOther);
  }

  @Test
  void aTextThatIsCutWithoutAWordBreaksRule2() {
    broken(
        () ->
            new Fake() {
              @Override
              boolean truncated(int tokens) {
                return false;
              }
            },
        TokenCounterContract::tokens2ATextIsTruncatedIfItHasMoreTokensThanTheLimit);
  }

  @Test
  void aLimitThatTheFirstCallSetsBreaksRule3() {
    broken(
        () ->
            new Fake() {
              private int limit = 1;

              @Override
              public List<Embedding> embed(List<String> texts, TextRole role) {
                limit = LIMIT;
                return super.embed(texts, role);
              }

              @Override
              public OptionalInt tokenLimit() {
                return OptionalInt.of(limit);
              }
            },
        TokenCounterContract::tokens3TheLimitNeverChanges);
  }

  @Test
  void aCountOfNothingBreaksRule4() {
    broken(
        () ->
            new Fake() {
              @Override
              public int[] countTokens(List<String> texts, TextRole role) {
                return texts.isEmpty() ? new int[1] : super.countTokens(texts, role);
              }
            },
        TokenCounterContract::tokens4NoTextsGiveNoCounts);
  }
}
