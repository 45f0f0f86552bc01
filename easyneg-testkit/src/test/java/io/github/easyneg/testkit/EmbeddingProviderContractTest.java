package io.github.easyneg.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TextRole;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Each rule of the contract is broken by a provider made for it, and seen to fail. */
class EmbeddingProviderContractTest {

  /** A right provider, whose parts the tests replace by wrong ones. */
  private static class Fake implements EmbeddingProvider {
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
      return new ArrayList<>(right.embed(texts, role));
    }
  }

  @FunctionalInterface
  private interface Rule {
    void run(EmbeddingProviderContract contract) throws Exception;
  }

  private static void run(Supplier<EmbeddingProvider> providers, Rule rule) throws Exception {
    EmbeddingProviderContract contract =
        new EmbeddingProviderContract() {
          @Override
          protected EmbeddingProvider provider() {
            return providers.get();
          }
        };
    contract.openProvider();
    rule.run(contract);
  }

  private static void broken(Supplier<EmbeddingProvider> providers, Rule rule) {
    assertThatCode(() -> run(Fake::new, rule)).doesNotThrowAnyException();
    assertThatThrownBy(() -> run(providers, rule)).isInstanceOf(Throwable.class);
  }

  @Test
  void aMissingVectorBreaksRule1() {
    broken(
        () ->
            new Fake() {
              @Override
              public List<Embedding> embed(List<String> texts, TextRole role) {
                return super.embed(texts.subList(1, texts.size()), role);
              }
            },
        EmbeddingProviderContract::rule1EveryTextHasOneVectorOfTheDimension);
  }

  @Test
  void aVectorOfAnotherLengthBreaksRule1() {
    broken(
        () ->
            new Fake() {
              @Override
              public int dimension() {
                return 63;
              }
            },
        EmbeddingProviderContract::rule1EveryTextHasOneVectorOfTheDimension);
  }

  @Test
  void zerosAndInfinitiesBreakRule1() {
    for (float wrong : new float[] {0, Float.NaN, Float.NEGATIVE_INFINITY}) {
      broken(
          () ->
              new Fake() {
                @Override
                public List<Embedding> embed(List<String> texts, TextRole role) {
                  List<Embedding> embeddings = super.embed(texts, role);
                  float[] vector = new float[dimension()];
                  vector[3] = wrong;
                  embeddings.set(texts.size() - 1, Embedding.of(vector));
                  return embeddings;
                }
              },
          EmbeddingProviderContract::rule1VectorsAreFiniteAndNotZero);
    }
  }

  @Test
  void anotherOrderBreaksRule1() {
    broken(
        () ->
            new Fake() {
              @Override
              public List<Embedding> embed(List<String> texts, TextRole role) {
                List<Embedding> embeddings = super.embed(texts, role);
                Collections.reverse(embeddings);
                return embeddings;
              }
            },
        EmbeddingProviderContract::rule1VectorsAreInTheOrderOfTheTexts);
  }

  @Test
  void aVectorThatDependsOnItsNeighbourBreaksRule2() {
    broken(
        () ->
            new Fake() {
              @Override
              public List<Embedding> embed(List<String> texts, TextRole role) {
                List<Embedding> embeddings = super.embed(texts, role);
                embeddings.get(0).vector()[0] += texts.get(texts.size() - 1).length();
                return embeddings;
              }
            },
        EmbeddingProviderContract::rule2VectorsDoNotDependOnTheTextsBesideThem);
  }

  @Test
  void aVectorThatDependsOnTheCallBreaksRule2() {
    broken(
        () ->
            new Fake() {
              private int calls;

              @Override
              public List<Embedding> embed(List<String> texts, TextRole role) {
                List<Embedding> embeddings = super.embed(texts, role);
                embeddings.get(0).vector()[0] += calls++;
                return embeddings;
              }
            },
        EmbeddingProviderContract::rule2VectorsDoNotDependOnTheCall);
  }

  @Test
  void aVectorThatIsKeptBreaksRule2() {
    broken(
        () ->
            new Fake() {
              private final List<Embedding> kept = new ArrayList<>();

              @Override
              public List<Embedding> embed(List<String> texts, TextRole role) {
                if (kept.isEmpty()) {
                  kept.addAll(super.embed(texts, role));
                }
                return new ArrayList<>(kept);
              }
            },
        EmbeddingProviderContract::rule2AChangedVectorDoesNotChangeTheNext);
  }

  @Test
  void aFingerprintThatChangesBreaksRule3() {
    broken(
        () ->
            new Fake() {
              @Override
              public String fingerprint() {
                return "fake@" + System.identityHashCode(this);
              }
            },
        EmbeddingProviderContract::rule3FingerprintAndDimensionNeverChange);
  }

  @Test
  void aDimensionThatTheFirstCallSetsBreaksRule3() {
    broken(
        () ->
            new Fake() {
              private int known = 1;

              @Override
              public int dimension() {
                return known;
              }

              @Override
              public List<Embedding> embed(List<String> texts, TextRole role) {
                known = super.dimension();
                return super.embed(texts, role);
              }
            },
        EmbeddingProviderContract::rule3FingerprintAndDimensionNeverChange);
  }

  @Test
  void anEmbedderBoundToItsThreadBreaksRule4() {
    broken(
        () ->
            new Fake() {
              private final ThreadLocal<Boolean> mine = new ThreadLocal<>();

              {
                mine.set(true);
              }

              @Override
              public List<Embedding> embed(List<String> texts, TextRole role) {
                if (mine.get() == null) {
                  throw new IllegalStateException("not my thread");
                }
                return super.embed(texts, role);
              }
            },
        EmbeddingProviderContract::rule4AnotherThreadMayEmbedNext);
  }

  @Test
  void aVectorForNoTextBreaksRule5() {
    broken(
        () ->
            new Fake() {
              @Override
              public List<Embedding> embed(List<String> texts, TextRole role) {
                return super.embed(texts.isEmpty() ? List.of("") : texts, role);
              }
            },
        EmbeddingProviderContract::rule5NoTextsGiveNoVectors);
  }

  @Test
  void aSecondCloseThatFailsBreaksRule6() {
    broken(
        () ->
            new Fake() {
              private boolean closed;

              @Override
              public void close() {
                if (closed) {
                  throw new IllegalStateException("closed");
                }
                closed = true;
              }
            },
        EmbeddingProviderContract::rule6CloseMayBeCalledTwice);
  }

  @Test
  void aClosedProviderThatDoesNotSaySoBreaksRule6() {
    for (RuntimeException failure :
        List.of(new NullPointerException("closed"), new IllegalStateException("no handle"))) {
      broken(
          () ->
              new Fake() {
                private volatile boolean closed;

                @Override
                public List<Embedding> embed(List<String> texts, TextRole role) {
                  if (closed) {
                    throw failure;
                  }
                  return super.embed(texts, role);
                }

                @Override
                public void close() {
                  closed = true;
                }
              },
          EmbeddingProviderContract::rule6CloseMayBeCalledWhileAnotherThreadEmbeds);
    }
  }

  @Test
  void aClosedProviderThatMakesOtherVectorsBreaksRule6() {
    broken(
        () ->
            new Fake() {
              private volatile boolean closed;

              @Override
              public List<Embedding> embed(List<String> texts, TextRole role) {
                return super.embed(closed ? Collections.nCopies(texts.size(), "x") : texts, role);
              }

              @Override
              public void close() {
                closed = true;
              }
            },
        EmbeddingProviderContract::rule6CloseMayBeCalledWhileAnotherThreadEmbeds);
  }

  @Test
  void aCloseThatNeedsAModelBreaksRule6() {
    broken(
        () ->
            new Fake() {
              private boolean loaded;

              @Override
              public List<Embedding> embed(List<String> texts, TextRole role) {
                loaded = true;
                return super.embed(texts, role);
              }

              @Override
              public void close() {
                if (!loaded) {
                  throw new NullPointerException("no model");
                }
              }
            },
        EmbeddingProviderContract::rule6AProviderThatWasNotUsedCanBeClosed);
  }
}
