package io.github.easyneg.embed;

import io.github.easyneg.internal.text.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Gives up an embedder that does not return, for example one that waits for a server that says
 * nothing.
 *
 * <pre>{@code
 * EasyNegatives.from(rows).embedWith(TimeLimit.on(embedder, Duration.ofMinutes(5)))
 * }</pre>
 *
 * <p>Each call of {@link #embed} runs on a daemon thread of its own. When the limit is passed, that
 * thread is interrupted and left to itself, and the call, and all calls after it, fail.
 *
 * <p>One on a {@link TokenCounter} is a {@code TokenCounter} too, with the same limit.
 */
public sealed class TimeLimit implements EmbeddingProvider {
  private final EmbeddingProvider embedder;
  private final Duration limit;
  private volatile boolean givenUp;

  private TimeLimit(EmbeddingProvider embedder, Duration limit) {
    this.embedder = embedder;
    this.limit = limit;
  }

  /**
   * Returns an embedder with a limit; closing it closes {@code embedder}.
   *
   * @param limit for each call, which may bring a thousand texts
   * @throws IllegalArgumentException if {@code limit} is not above zero
   */
  public static TimeLimit on(EmbeddingProvider embedder, Duration limit) {
    NotNull.check(embedder, "embedder");
    if (limit.isZero() || limit.isNegative()) {
      throw new IllegalArgumentException(
          "the time limit is " + words(limit) + "; use one above zero.");
    }
    return embedder instanceof TokenCounter counter
        ? new OnCounter(embedder, counter, limit)
        : new TimeLimit(embedder, limit);
  }

  private static final class OnCounter extends TimeLimit implements TokenCounter {
    private final TokenCounter counter;

    OnCounter(EmbeddingProvider embedder, TokenCounter counter, Duration limit) {
      super(embedder, limit);
      this.counter = counter;
    }

    @Override
    public int[] countTokens(List<String> texts, TextRole role) {
      return inTime(
          () -> counter.countTokens(texts, role),
          String.format(Locale.ROOT, "count the tokens of %d texts", texts.size()));
    }

    @Override
    public OptionalInt tokenLimit() {
      return counter.tokenLimit();
    }

    @Override
    public List<Optional<String>> withoutVector(List<String> texts, TextRole role) {
      return inTime(
          () -> counter.withoutVector(texts, role),
          String.format(Locale.ROOT, "say which of %d texts have no vector", texts.size()));
    }
  }

  @Override
  public int dimension() {
    return embedder.dimension();
  }

  @Override
  public String fingerprint() {
    return embedder.fingerprint();
  }

  /**
   * Embeds texts as the embedder does.
   *
   * @throws EmbeddingException if it does not return in time, or did not before
   * @throws CancellationException if the calling thread is interrupted; the embedder's is too
   */
  @Override
  public List<Embedding> embed(List<String> texts, TextRole role) {
    NotNull.check(role, "role");
    return inTime(
        () -> embedder.embed(texts, role),
        String.format(Locale.ROOT, "return %d texts", texts.size()));
  }

  /**
   * Returns what the embedder returns.
   *
   * @param what it is to do, as in "did not return 100 texts"
   */
  final <T> T inTime(Callable<T> work, String what) {
    if (givenUp) {
      throw new EmbeddingException(
          String.format(
              Locale.ROOT,
              "the embedder '%s' is not called again, because a call timed out.",
              fingerprint()));
    }
    FutureTask<T> call = new FutureTask<>(work);
    Thread thread = new Thread(call, "time-limited-embedder");
    thread.setDaemon(true);
    thread.start();
    try {
      return call.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      givenUp = true;
      thread.interrupt();
      throw new EmbeddingException(
          String.format(
              Locale.ROOT,
              "the embedder '%s' did not %s within %s; see what holds it up, or raise the limit.",
              fingerprint(),
              what,
              words(limit)),
          e);
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while the embedder was at work");
    } catch (ExecutionException e) {
      throw asItWas(e);
    }
  }

  private static String words(Duration limit) {
    return limit.toMillis() < 1000 ? limit.toMillis() + " ms" : limit.toSeconds() + " s";
  }

  private static RuntimeException asItWas(ExecutionException wrapped) {
    Throwable failure = wrapped.getCause();
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException runtime
        ? runtime
        : new IllegalStateException(wrapped);
  }

  /** Closes the embedder, unless it was given up: it may never return from that either. */
  @Override
  public void close() {
    if (!givenUp) {
      embedder.close();
    }
  }
}
