package io.github.easyneg.langchain4j;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingInputType;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.request.EmbeddingRequestParameters;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.math.VectorCheck;
import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.langchain4j.internal.remote.Attempts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * A LangChain4j {@link EmbeddingModel} as an {@link EmbeddingProvider}. Immutable: each option
 * returns a new embedder over the same model.
 *
 * <p>Texts are sent in batches, one request after another. A request that fails with a transient
 * error (rate limits, timeouts, a server's error, a broken connection) is retried after a pause
 * that doubles each time (exponential backoff); when a rate limit was hit, the pause is four times
 * as long. Each pause is logged as a warning. A request that is refused is split to find the text
 * at fault. Models that distinguish queries from documents are given the {@link TextRole}.
 *
 * <p>Vectors are copied and checked: their number, their length against the model's and one
 * another's, and that they are finite; one of zeros is {@link Embedding#none none}. Tokens are not
 * counted, since the models do not say how many each text has; truncation by a server goes
 * unnoticed.
 */
public final class LangChain4jEmbedder implements EmbeddingProvider {
  private static final String BLANK = "it is blank, and LangChain4j embeds no blank text";

  private final EmbeddingModel model;
  private final String fingerprint;
  private final Settings settings;
  private final boolean tellsRoles;
  private volatile int dimension;
  private volatile boolean closed;

  /** The settings. Each call changes a copy that is not shared yet. */
  private static final class Settings extends Copied<Settings> {
    private int batchSize = 96;
    private Attempts attempts = Attempts.AT_A_MODEL;
    private int dimension;
  }

  private LangChain4jEmbedder(EmbeddingModel model, String fingerprint, Settings settings) {
    this.model = model;
    this.fingerprint = fingerprint;
    this.settings = settings;
    this.dimension = settings.dimension;
    this.tellsRoles = model.supportedParameters().contains(EmbeddingRequestParameters.INPUT_TYPE);
  }

  static LangChain4jEmbedder of(EmbeddingModel model, String fingerprint) {
    NotNull.check(model, "model");
    NotNull.check(fingerprint, "fingerprint");
    if (fingerprint.isBlank()) {
      throw new IllegalArgumentException(
          "fingerprint is blank; name the model and what its vectors depend on, such as"
              + " \"openai/text-embedding-3-small/1536\".");
    }
    return new LangChain4jEmbedder(model, fingerprint, new Settings());
  }

  private LangChain4jEmbedder with(Consumer<Settings> change) {
    Settings copy =
        settings.with(
            s -> {
              s.dimension = dimension; // as set, or as the model has answered since
              change.accept(s);
            });
    return new LangChain4jEmbedder(model, fingerprint, copy);
  }

  /**
   * Sets the batch size, the maximum number of texts in a request. Default: 96, which every service
   * that we know of accepts.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public LangChain4jEmbedder batchSize(int texts) {
    if (texts < 1) {
      throw new IllegalArgumentException("batchSize is " + texts + "; use at least 1.");
    }
    return with(s -> s.batchSize = texts);
  }

  /**
   * Sets the maximum number of attempts for a request. Default: 6, which is five pauses: half a
   * minute in all, or two minutes under a rate limit.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public LangChain4jEmbedder attempts(int most) {
    return with(s -> s.attempts = s.attempts.most(most));
  }

  /**
   * Sets the first pause, and the longest, up to which it doubles (exponential backoff). Default: 1
   * and 60 seconds.
   *
   * @throws IllegalArgumentException if {@code first} is negative or longer than {@code longest}
   */
  public LangChain4jEmbedder pauses(Duration first, Duration longest) {
    NotNull.check(first, "first");
    NotNull.check(longest, "longest");
    return with(s -> s.attempts = s.attempts.pauses(first, longest));
  }

  /**
   * Sets the dimension of the model's vectors. Default: the model is asked, which may send it a
   * text.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public LangChain4jEmbedder dimension(int numbers) {
    if (numbers < 1) {
      throw new IllegalArgumentException("dimension is " + numbers + "; use at least 1.");
    }
    return with(s -> s.dimension = numbers);
  }

  /** For tests: waits otherwise. */
  LangChain4jEmbedder sleeper(Attempts.Sleeper sleeper) {
    return with(s -> s.attempts = s.attempts.sleeper(sleeper));
  }

  /**
   * Returns the length of the model's vectors. Asks the model once, unless {@link #dimension(int)}
   * has set it.
   *
   * @throws EmbeddingException if the model cannot be asked
   */
  @Override
  public int dimension() {
    if (dimension == 0) {
      String what = "asking '" + fingerprint + "' for its dimension";
      try {
        dimension = settings.attempts.call(what, model::dimension);
      } catch (Attempts.GaveUp e) {
        throw failure(what, e, e.refused() ? "Set dimension(..)." : "");
      }
    }
    return dimension;
  }

  @Override
  public String fingerprint() {
    return fingerprint;
  }

  /**
   * Embeds texts.
   *
   * <p>LangChain4j does not embed blank texts; such a text has {@link Embedding#none no vector},
   * and neither has one whose vector is all zeros.
   *
   * @throws EmbeddingException if a text is refused, naming it; if the last attempt of a request
   *     failed; if the model answers with the wrong number or length of vectors; or if the thread
   *     is interrupted, whose interrupt flag stays set
   * @throws IllegalStateException if the embedder is closed
   */
  @Override
  public List<Embedding> embed(List<String> texts, TextRole role) {
    NotNull.check(texts, "texts");
    NotNull.check(role, "role");
    if (closed) {
      throw new IllegalStateException("This embedder is closed; make another one.");
    }
    int[] asked = IntStream.range(0, texts.size()).filter(i -> !texts.get(i).isBlank()).toArray();
    Embedding[] embeddings = new Embedding[texts.size()];
    Arrays.fill(embeddings, Embedding.none(BLANK, OptionalInt.empty()));
    for (int begin = 0; begin < asked.length; begin += settings.batchSize) {
      int[] batch =
          Arrays.copyOfRange(asked, begin, Math.min(asked.length, begin + settings.batchSize));
      embed(texts, batch, role, embeddings);
    }
    return new ArrayList<>(Arrays.asList(embeddings));
  }

  /** Embeds those of the texts that {@code batch} names. */
  private void embed(List<String> texts, int[] batch, TextRole role, Embedding[] embeddings) {
    int begin = batch[0];
    int last = batch[batch.length - 1];
    List<TextSegment> segments =
        Arrays.stream(batch).mapToObj(i -> TextSegment.from(texts.get(i))).toList();
    String what = "embedding texts " + begin + " to " + last + " with '" + fingerprint + "'";
    List<dev.langchain4j.data.embedding.Embedding> answers;
    try {
      answers = settings.attempts.call(what, () -> ask(segments, role));
    } catch (Attempts.GaveUp e) {
      if (closed) {
        throw closedMeanwhile();
      }
      if (!e.refused()) {
        throw failure(what, e, "");
      }
      if (batch.length == 1) {
        throw new EmbeddingException(
            Excerpt.of(begin, texts.get(begin))
                + " was refused by '"
                + fingerprint
                + "': "
                + describe(e.last())
                + ". Shorten it or leave it out.",
            begin,
            e);
      }
      for (int i : batch) {
        embed(texts, new int[] {i}, role, embeddings);
      }
      return;
    }
    if (answers.size() != segments.size()) {
      throw new EmbeddingException(
          "'"
              + fingerprint
              + "' answered "
              + segments.size()
              + " texts with "
              + answers.size()
              + " vectors; expected as many. Use a smaller batchSize(..), or another model.");
    }
    for (int i = 0; i < answers.size(); i++) {
      embeddings[batch[i]] =
          checked(answers.get(i).vector().clone(), batch[i], texts.get(batch[i]));
    }
  }

  private List<dev.langchain4j.data.embedding.Embedding> ask(
      List<TextSegment> segments, TextRole role) {
    if (closed) {
      throw closedMeanwhile();
    }
    if (!tellsRoles) {
      return model.embedAll(segments).content();
    }
    EmbeddingInputType type =
        role == TextRole.QUERY ? EmbeddingInputType.QUERY : EmbeddingInputType.DOCUMENT;
    return model
        .embed(EmbeddingRequest.builder().textSegments(segments).inputType(type).build())
        .embeddings();
  }

  private Embedding checked(float[] vector, int index, String text) {
    if (vector.length != dimension()) {
      throw new EmbeddingException(
          Excerpt.of(index, text)
              + " was given a vector of "
              + vector.length
              + " numbers by '"
              + fingerprint
              + "'; expected "
              + dimension()
              + ". Set dimension(..) to the model's, and use one model only.",
          index);
    }
    VectorCheck.reason(vector)
        .ifPresent(
            why -> {
              throw new EmbeddingException(
                  Excerpt.of(index, text)
                      + " "
                      + why
                      + ", given by '"
                      + fingerprint
                      + "'. Leave the text out, or use another model.",
                  index);
            });
    return VectorCheck.isZero(vector)
        ? Embedding.none(VectorCheck.ZEROS, OptionalInt.empty())
        : Embedding.of(vector);
  }

  private static IllegalStateException closedMeanwhile() {
    return new IllegalStateException("The embedder was closed while it embedded.");
  }

  /**
   * Returns the exception for a request that failed permanently, for a reason other than its
   * content.
   */
  private static EmbeddingException failure(String what, Attempts.GaveUp e, String remedy) {
    String doing = what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
    if (e.interrupted()) {
      return new EmbeddingException(doing + " was interrupted; nothing is returned.", e);
    }
    String next =
        e.mayPass()
            ? "See that the model's server can be reached and allows as many requests, or raise"
                + " attempts(..)."
            : remedy;
    return new EmbeddingException(
        String.format(
                Locale.ROOT,
                "%s failed (%s): %s. %s",
                doing,
                e.attempts(),
                describe(e.last()),
                next)
            .stripTrailing(),
        e);
  }

  /** Returns the first message in a chain of causes: LangChain4j's own is null at times. */
  private static String describe(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String message = e.getMessage();
      if (message != null && !message.isBlank()) {
        return e.getClass().getSimpleName() + ": " + message.strip();
      }
    }
    return failure.getClass().getName();
  }

  /**
   * Sends nothing more: a running call of {@link #embed} ends after the request in progress. The
   * model, which belongs to the caller, stays open, and so do other embedders over it. Thread-safe.
   */
  @Override
  public void close() {
    closed = true;
  }

  @Override
  public String toString() {
    return "LangChain4jEmbedder[" + fingerprint + "]";
  }
}
