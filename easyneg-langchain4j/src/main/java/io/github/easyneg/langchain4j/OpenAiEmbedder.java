package io.github.easyneg.langchain4j;

import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingException;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.internal.http.Proxies;
import io.github.easyneg.internal.http.Secret;
import io.github.easyneg.internal.http.ServerAddress;
import io.github.easyneg.internal.http.ServerHttp;
import io.github.easyneg.internal.math.VectorCheck;
import io.github.easyneg.internal.text.Copied;
import io.github.easyneg.internal.text.NotNull;
import io.github.easyneg.langchain4j.internal.openai.EmbeddingsJson;
import io.github.easyneg.langchain4j.internal.openai.KnownDimensions;
import io.github.easyneg.langchain4j.internal.remote.Attempts;
import io.github.easyneg.langchain4j.internal.remote.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Embeddings from a server that speaks OpenAI's protocol ({@code POST …/embeddings}): TEI, vLLM,
 * Ollama, llama.cpp, LM Studio, OpenAI.
 *
 * <p>Texts are sent in batches, several at a time. A request that fails with a transient error is
 * retried after a pause, which is the server's {@code Retry-After} where it names one; one that is
 * refused as too large is split in half, and later ones stay that small. Vectors are put in the
 * order of their index and checked: one for each text, one length, finite, not all zeros.
 *
 * <p>LangChain4j's {@code OpenAiEmbeddingModel} is not used: it drops the index, reads answers of
 * any size, and hides {@code Retry-After}.
 *
 * <p>Immutable: each option returns a new embedder. Thread-safe.
 */
public final class OpenAiEmbedder implements EmbeddingProvider {
  /** A vector of 8192 numbers is some 100 kB of JSON; a batch has some hundred of them. */
  private static final long MOST_BYTES = 200_000_000;

  private final String url;
  private final String model;
  private final Settings settings;
  private final ServerHttp http;
  private final Set<ExecutorService> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger batch;
  private volatile int dimension;
  private volatile boolean closed;

  /** The settings. Each call changes a copy that is not shared yet. */
  private static final class Settings extends Copied<Settings> {
    private Optional<Secret> key = Optional.empty();
    private OptionalInt dimensions = OptionalInt.empty();
    private int batchSize = 32;
    private int parallelCalls = 4;
    private String queryPrompt = "";
    private String passagePrompt = "";
    private Patience patience = Patience.WITH_A_MODEL;
    private Optional<KnownDimensions> known = Optional.empty();
  }

  private OpenAiEmbedder(String url, String model, Settings settings) {
    this.url = url;
    this.model = model;
    this.settings = settings;
    this.batch = new AtomicInteger(settings.batchSize);
    this.dimension = settings.dimensions.orElse(0);
    this.http =
        new ServerHttp(
            settings.patience.timeout(),
            MOST_BYTES,
            settings
                .key
                .map(key -> Map.of("Authorization", "Bearer " + key.value()))
                .orElse(Map.of()),
            settings.key.stream().toList(),
            Proxies.ofProcess());
  }

  /**
   * Returns an embedder; nothing is sent before the first text.
   *
   * @param url of the server, up to and without {@code /embeddings}, for example {@code
   *     http://localhost:8080/v1}
   * @param model its name on the server
   * @throws IllegalArgumentException if {@code url} is not an address of a server, or holds a user,
   *     a password or a query, or {@code model} is blank
   */
  public static OpenAiEmbedder at(String url, String model) {
    NotNull.check(url, "url");
    NotNull.check(model, "model");
    if (model.isBlank()) {
      throw new IllegalArgumentException(
          "the model's name is blank; give the server's name of it.");
    }
    return new OpenAiEmbedder(
        ServerAddress.of(
            "The server's address",
            url,
            "http://localhost:8080/v1",
            "Give a key with OpenAiEmbedder.key(..)."),
        model,
        new Settings());
  }

  private OpenAiEmbedder with(Consumer<Settings> change) {
    return new OpenAiEmbedder(url, model, settings.with(change));
  }

  /**
   * Sets the key that the server requires; none by default. It is never shown.
   *
   * @param key white space around it is removed; empty for none
   * @throws IllegalArgumentException if it holds a space or a character outside ASCII
   */
  public OpenAiEmbedder key(String key) {
    NotNull.check(key, "key");
    return with(s -> s.key = Secret.of("key(..)", key));
  }

  /**
   * Requests vectors of this dimension, which only some models support. Default: the model's own
   * length, which the first answer tells.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public OpenAiEmbedder dimensions(int numbers) {
    return with(s -> s.dimensions = OptionalInt.of(atLeastOne("dimensions", numbers)));
  }

  /**
   * Sets the batch size, the maximum number of texts in a request; 32 by default, which is TEI's
   * own limit.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public OpenAiEmbedder batchSize(int texts) {
    return with(s -> s.batchSize = atLeastOne("batchSize", texts));
  }

  /**
   * Sets how many requests run at a time; 4 by default. The vectors do not depend on it.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public OpenAiEmbedder parallelCalls(int calls) {
    return with(s -> s.parallelCalls = atLeastOne("parallelCalls", calls));
  }

  /**
   * Sets the prompts that are prepended to a question or an answer, and to a passage; none by
   * default.
   */
  public OpenAiEmbedder prompts(String query, String passage) {
    NotNull.check(query, "query");
    NotNull.check(passage, "passage");
    return with(
        s -> {
          s.queryPrompt = query;
          s.passagePrompt = passage;
        });
  }

  /**
   * Sets the timeout of one attempt at a request as a whole; 60 seconds by default.
   *
   * @throws IllegalArgumentException if it is less than a millisecond
   */
  public OpenAiEmbedder timeout(Duration timeout) {
    NotNull.check(timeout, "timeout");
    return with(s -> s.patience = s.patience.timeout(timeout));
  }

  /**
   * Sets the maximum number of attempts for a request; 6 by default.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public OpenAiEmbedder attempts(int most) {
    return with(s -> s.patience = s.patience.attempts(most));
  }

  /**
   * Sets the first pause, and the longest, up to which it doubles (exponential backoff); 1 and 60
   * seconds by default. A server's {@code Retry-After} comes first.
   *
   * @throws IllegalArgumentException if {@code first} is negative or longer than {@code longest}
   */
  public OpenAiEmbedder pauses(Duration first, Duration longest) {
    NotNull.check(first, "first");
    NotNull.check(longest, "longest");
    return with(s -> s.patience = s.patience.pauses(first, longest));
  }

  OpenAiEmbedder attempts(Attempts attempts) {
    return with(s -> s.patience = s.patience.attempts(attempts));
  }

  /**
   * Stores the dimension of the model's vectors in a folder, so that a run whose embeddings are all
   * in the cache sends nothing. Give the folder of {@code cacheIn(..)}. Default: a text is sent to
   * find out.
   */
  public OpenAiEmbedder remembersDimensionIn(Path folder) {
    NotNull.check(folder, "folder");
    return with(s -> s.known = Optional.of(new KnownDimensions(folder)));
  }

  private static int atLeastOne(String option, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(option + "(" + value + ") must be at least 1.");
    }
    return value;
  }

  /**
   * Returns the length of the vectors; asks the server with one text where it is not known.
   *
   * @throws EmbeddingException if the server cannot be asked
   */
  @Override
  public int dimension() {
    if (dimension == 0) {
      dimension = settings.known.map(known -> known.of(fingerprint())).orElse(0);
    }
    if (dimension == 0) {
      int asked = asked(List.of("dimension"), 0, 1, 0).get(0).length;
      settings.known.ifPresent(known -> known.keep(fingerprint(), asked));
      dimension = asked;
    }
    return dimension;
  }

  @Override
  public String fingerprint() {
    return "openai "
        + url
        + " "
        + model
        + (settings.dimensions.isPresent() ? " " + settings.dimensions.getAsInt() : "")
        + (settings.queryPrompt.isEmpty() && settings.passagePrompt.isEmpty()
            ? ""
            : " '" + settings.queryPrompt + "' '" + settings.passagePrompt + "'");
  }

  /**
   * Embeds texts. One whose vector is all zeros has {@link Embedding#none no vector}.
   *
   * @throws EmbeddingException if the server refuses a text alone, naming it; if it cannot be
   *     reached or answers wrongly; or if the thread is interrupted, whose interrupt flag stays set
   * @throws IllegalStateException if the embedder is closed
   */
  @Override
  public List<Embedding> embed(List<String> texts, TextRole role) {
    NotNull.check(texts, "texts");
    NotNull.check(role, "role");
    requireOpen();
    String prompt = role == TextRole.QUERY ? settings.queryPrompt : settings.passagePrompt;
    List<String> prompted = texts.stream().map(text -> prompt + text).toList();
    int length = texts.isEmpty() ? 0 : dimension();
    List<Future<List<float[]>>> calls = new ArrayList<>();
    ExecutorService threads =
        Executors.newFixedThreadPool(
            settings.parallelCalls,
            task -> {
              Thread thread = new Thread(task, "easyneg-embed");
              thread.setDaemon(true);
              return thread;
            });
    boolean added = running.add(threads);
    try {
      requireOpen(); // closed between the two, it would not have been seen
      int size = batch.get();
      for (int from = 0; from < prompted.size(); from += size) {
        int begin = from;
        int end = Math.min(prompted.size(), from + size);
        calls.add(threads.submit(() -> asked(prompted, begin, end, length)));
      }
      List<Embedding> embeddings = new ArrayList<>(texts.size());
      for (Future<List<float[]>> call : calls) {
        call.get().forEach(vector -> embeddings.add(embedding(vector)));
      }
      return embeddings;
    } catch (RejectedExecutionException e) {
      throw closedMeanwhile(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddingException("Embedding with " + this + " was interrupted.", e);
    } catch (ExecutionException e) {
      if (closed) {
        throw closedMeanwhile(e);
      }
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      boolean removed = running.remove(threads);
      assert added && removed;
      List<Runnable> unused = threads.shutdownNow();
    }
  }

  private static Embedding embedding(float[] vector) {
    return VectorCheck.isZero(vector)
        ? Embedding.none(VectorCheck.ZEROS, OptionalInt.empty())
        : Embedding.of(vector);
  }

  private List<float[]> asked(List<String> texts, int begin, int end, int length) {
    List<String> part = texts.subList(begin, end);
    try {
      return settings
          .patience
          .attempts()
          .call(
              "embedding " + part.size() + (part.size() == 1 ? " text" : " texts") + " at " + this,
              () ->
                  EmbeddingsJson.read(
                      http.send(
                          "POST",
                          url + "/embeddings",
                          EmbeddingsJson.request(model, part, settings.dimensions)),
                      part.size(),
                      length));
    } catch (Attempts.GaveUp e) {
      if (!e.refused()) {
        throw failed(e);
      }
      if (part.size() == 1) {
        throw new EmbeddingException(
            String.format(
                Locale.ROOT,
                "it is refused by %s with %s; shorten it or leave it out.",
                this,
                Attempts.reason(e.last())),
            begin,
            e.last());
      }
    }
    int middle = begin + part.size() / 2;
    List<float[]> both = new ArrayList<>(asked(texts, begin, middle, length));
    both.addAll(asked(texts, middle, end, length));
    // Both halves were accepted: it was the number of texts that was too large.
    int unused = batch.accumulateAndGet(middle - begin, Math::min);
    return both;
  }

  private RuntimeException failed(Attempts.GaveUp e) {
    if (closed) {
      return closedMeanwhile(e);
    }
    if (e.interrupted()) {
      return new EmbeddingException("Embedding with " + this + " was interrupted.", e);
    }
    return new EmbeddingException(
        String.format(
            Locale.ROOT,
            "The server of embeddings %s failed (%s): %s; expected the vectors of the texts sent."
                + " See that the address is that of OpenAI's protocol (as in"
                + " http://localhost:8080/v1), that the server knows the model, and that the key is"
                + " right.",
            this,
            e.attempts(),
            http.hidden(Attempts.reason(e.last()))),
        e);
  }

  private static IllegalStateException closedMeanwhile(Exception cause) {
    return new IllegalStateException("The embedder was closed while it embedded.", cause);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("This embedder is closed; make another one.");
    }
  }

  /** Cancels the requests in progress. Thread-safe. */
  @Override
  public void close() {
    closed = true;
    running.forEach(threads -> threads.shutdownNow());
  }

  @Override
  public String toString() {
    return url + " (" + model + ")";
  }
}
