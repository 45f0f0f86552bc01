package io.github.easyneg.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingParameter;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.Response;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.TextRole;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The adapter over models that fail in the ways that services do. */
class LangChain4jEmbedderTest {
  private final List<Duration> pauses = new ArrayList<>();

  /** Answers each text with (its length, 1), after the failures that it was given. */
  private static class Fake implements EmbeddingModel {
    final Deque<RuntimeException> failures = new ArrayDeque<>();
    final List<Integer> requests = new ArrayList<>();
    int dimension = 2;

    @Override
    public Response<List<dev.langchain4j.data.embedding.Embedding>> embedAll(
        List<TextSegment> segments) {
      requests.add(segments.size());
      if (!failures.isEmpty()) {
        throw failures.poll();
      }
      return Response.from(segments.stream().map(s -> answer(s.text())).toList());
    }

    dev.langchain4j.data.embedding.Embedding answer(String text) {
      return dev.langchain4j.data.embedding.Embedding.from(new float[] {text.length(), 1});
    }

    @Override
    public int dimension() {
      return dimension;
    }
  }

  private LangChain4jEmbedder embedder(EmbeddingModel model) {
    return LangChain4j.embedder(model, "fake/1").sleeper(pauses::add);
  }

  private static List<Embedding> embed(LangChain4jEmbedder embedder, String... texts) {
    return embedder.embed(List.of(texts), TextRole.PASSAGE);
  }

  @Test
  void textsAreSentInBatchesAndAnsweredInOrder() {
    Fake model = new Fake();
    List<Embedding> embeddings =
        embed(embedder(model).batchSize(2), "a", "bb", "ccc", "dddd", "eeeee");
    assertThat(model.requests).containsExactly(2, 2, 1);
    assertThat(embeddings).extracting(e -> e.vector()[0]).containsExactly(1f, 2f, 3f, 4f, 5f);
    assertThat(embeddings).allMatch(e -> e.tokens().isEmpty() && !e.truncated());
  }

  @Test
  void failuresThatPassAreRetriedWithDoublingPauses() {
    Fake model = new Fake();
    model.failures.add(new TimeoutException("slow"));
    model.failures.add(new InternalServerException("oops"));
    model.failures.add(new HttpException(503, "busy"));
    model.failures.add(new RuntimeException(new ConnectException("refused")));
    assertThat(embed(embedder(model), "a")).hasSize(1);
    assertThat(pauses)
        .containsExactly(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8));
  }

  @Test
  void rateLimitsAreGivenMoreTime() {
    Fake model = new Fake();
    for (int i = 0; i < 4; i++) {
      model.failures.add(new RateLimitException("too many requests"));
    }
    model.failures.add(new HttpException(429, "too many requests"));
    assertThat(embed(embedder(model), "a")).hasSize(1);
    assertThat(pauses).extracting(Duration::toSeconds).containsExactly(4L, 8L, 16L, 32L, 60L);
  }

  @Test
  void theLastAttemptsFailureIsTold() {
    Fake model = new Fake();
    model.failures.addAll(Collections.nCopies(9, new RateLimitException("too many requests")));
    LangChain4jEmbedder embedder =
        embedder(model).attempts(3).pauses(Duration.ZERO, Duration.ofSeconds(5));
    assertThatThrownBy(() -> embed(embedder, "a", "b"))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            "Embedding texts 0 to 1 with 'fake/1' failed (3 attempts):"
                + " RateLimitException: too many requests. See that the model's server can be"
                + " reached and allows as many requests, or raise attempts(..).");
    assertThat(model.requests).hasSize(3);
    assertThat(pauses).containsExactly(Duration.ZERO, Duration.ZERO);
  }

  @Test
  void failuresThatDoNotPassAreNotRetried() {
    Fake model = new Fake();
    model.failures.add(new AuthenticationException("wrong key"));
    assertThatThrownBy(() -> embed(embedder(model), "a"))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            "Embedding texts 0 to 0 with 'fake/1' failed (1 attempt): AuthenticationException:"
                + " wrong key.");
    assertThat(model.requests).hasSize(1);
  }

  @Test
  void aRefusedTextIsFoundInItsBatch() {
    Fake model =
        new Fake() {
          @Override
          public Response<List<dev.langchain4j.data.embedding.Embedding>> embedAll(
              List<TextSegment> segments) {
            if (segments.stream().anyMatch(s -> s.text().equals("bad"))) {
              throw new InvalidRequestException("not this one");
            }
            return super.embedAll(segments);
          }
        };
    assertThatThrownBy(() -> embed(embedder(model), "a", "b", "bad", "c"))
        .isInstanceOfSatisfying(EmbeddingException.class, e -> assertThat(e.text()).hasValue(2))
        .hasMessage(
            "Text 2 (\"bad\", 3 characters) was refused by 'fake/1': InvalidRequestException: not"
                + " this one. Shorten it or leave it out.");
    assertThat(pauses).isEmpty();
  }

  @Test
  void aBlankTextHasNoVectorAndIsNotSent() {
    Fake model = new Fake();
    assertThat(embedder(model).embed(List.of("a", "\n ", "bb"), TextRole.PASSAGE))
        .extracting(Embedding::missing)
        .containsExactly(
            Optional.empty(),
            Optional.of("it is blank, and LangChain4j embeds no blank text"),
            Optional.empty());
    assertThat(model.requests).hasSize(1);
  }

  @Test
  void vectorsOfAnotherLengthAreNamed() {
    Fake model = new Fake();
    model.dimension = 3;
    assertThatThrownBy(() -> embed(embedder(model), "a"))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            "Text 0 (\"a\", 1 character) was given a vector of 2 numbers by 'fake/1'; expected 3."
                + " Set dimension(..) to the model's, and use one model only.");
    assertThat(embed(embedder(model).dimension(2), "a")).hasSize(1);
  }

  @Test
  void tooFewVectorsAreNamed() {
    Fake model =
        new Fake() {
          @Override
          public Response<List<dev.langchain4j.data.embedding.Embedding>> embedAll(
              List<TextSegment> segments) {
            return super.embedAll(segments.subList(1, segments.size()));
          }
        };
    assertThatThrownBy(() -> embed(embedder(model), "a", "b"))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            "'fake/1' answered 2 texts with 1 vectors; expected as many. Use a smaller"
                + " batchSize(..), or another model.");
  }

  @Test
  void aVectorThatIsNotANumberIsNamed() {
    Fake model =
        new Fake() {
          @Override
          dev.langchain4j.data.embedding.Embedding answer(String text) {
            return dev.langchain4j.data.embedding.Embedding.from(new float[] {1, Float.NaN});
          }
        };
    assertThatThrownBy(() -> embed(embedder(model), "a"))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            "Text 0 (\"a\", 1 character) has a vector with NaN in it, given by 'fake/1'. Leave the"
                + " text out, or use another model.");
  }

  @Test
  void anInterruptedPauseEndsTheCall() {
    Fake model = new Fake();
    model.failures.add(new RateLimitException("too many requests"));
    LangChain4jEmbedder embedder =
        LangChain4j.embedder(model, "fake/1")
            .sleeper(
                pause -> {
                  throw new InterruptedException();
                });
    assertThatThrownBy(() -> embed(embedder, "a"))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage("Embedding texts 0 to 0 with 'fake/1' was interrupted; nothing is returned.");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(model.requests).hasSize(1);
  }

  @Test
  void anInterruptedThreadSendsNothing() {
    Fake model = new Fake();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> embed(embedder(model), "a")).isInstanceOf(EmbeddingException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(model.requests).isEmpty();
  }

  @Test
  void modelsThatTellQueriesFromPassagesAreToldTheRole() {
    List<EmbeddingRequest> requests = new ArrayList<>();
    Function<EmbeddingRequest, EmbeddingResponse> answer =
        request -> {
          requests.add(request);
          return EmbeddingResponse.builder()
              .embeddings(
                  List.of(dev.langchain4j.data.embedding.Embedding.from(new float[] {1, 2})))
              .build();
        };
    EmbeddingModel model =
        new Fake() {
          @Override
          public Set<EmbeddingParameter<?>> supportedParameters() {
            return Set.of(EmbeddingRequestParameters.INPUT_TYPE);
          }

          @Override
          public EmbeddingResponse embed(EmbeddingRequest request) {
            return answer.apply(request);
          }
        };
    LangChain4jEmbedder embedder = embedder(model);
    assertThat(embedder.embed(List.of("a"), TextRole.QUERY)).hasSize(1);
    assertThat(embedder.embed(List.of("a"), TextRole.PASSAGE)).hasSize(1);
    assertThat(requests)
        .extracting(request -> request.inputType().name())
        .containsExactly("QUERY", "DOCUMENT");
  }

  @Test
  void optionsAreCheckedWhereTheyAreSet() {
    Fake model = new Fake();
    assertThatThrownBy(() -> LangChain4j.embedder(model, " "))
        .hasMessage(
            "fingerprint is blank; name the model and what its vectors depend on, such as"
                + " \"openai/text-embedding-3-small/1536\".");
    assertThatThrownBy(() -> embedder(model).batchSize(0))
        .hasMessage("batchSize is 0; use at least 1.");
    assertThatThrownBy(() -> embedder(model).attempts(0))
        .hasMessage("attempts is 0; use at least 1.");
    assertThatThrownBy(() -> embedder(model).dimension(0))
        .hasMessage("dimension is 0; use at least 1.");
    assertThatThrownBy(() -> embedder(model).pauses(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessage("pauses of PT2S to PT1S; use a first one of 0 up to the longest.");
  }

  @Test
  void aModelThatDoesNotTellItsDimensionNeedsItSet() {
    Fake model =
        new Fake() {
          @Override
          public int dimension() {
            throw new InvalidRequestException("the text is blank");
          }
        };
    assertThatThrownBy(() -> embedder(model).dimension())
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(
            "Asking 'fake/1' for its dimension failed (1 attempt): InvalidRequestException: the"
                + " text is blank. Set dimension(..).");
    assertThat(embed(embedder(model).dimension(2), "a")).hasSize(1);
  }
}
