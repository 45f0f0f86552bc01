package io.github.easyneg.langchain4j.internal.embed;

import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import io.github.easyneg.embed.EmbeddingException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to a model, and repeats one while its failure may pass. The pauses double, without
 * chance in them: one client sends one request at a time.
 *
 * @param attempts how often a request is sent at most
 * @param first the first pause
 * @param longest the longest pause
 * @param sleeper waits
 * @param log hears of each pause
 */
public record ModelRequests(
    int attempts, Duration first, Duration longest, Sleeper sleeper, Consumer<String> log) {

  /** Most limits count by the minute; a second's pause only uses attempts up. */
  private static final int RATE_LIMIT_FACTOR = 4;

  /** Waits, or is interrupted. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration pause) throws InterruptedException;
  }

  /** The model refused what it was given; sending it again would not help. */
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    private RefusedException(RuntimeException cause) {
      super(cause);
      this.reason = describe(cause);
    }

    /** Returns what the model said. */
    public String reason() {
      return reason;
    }
  }

  /** What a failure means for the next attempt. */
  private enum Failure {
    PASSING,
    RATE_LIMIT,
    REFUSED,
    INTERRUPTED,
    FINAL
  }

  /** Returns six attempts, with pauses of 1 to 60 seconds between them. */
  public static ModelRequests standard(Consumer<String> log) {
    return new ModelRequests(
        6,
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        pause -> Thread.sleep(pause.toMillis()),
        log);
  }

  public ModelRequests attempts(int attempts) {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts is " + attempts + "; use at least 1.");
    }
    return new ModelRequests(attempts, first, longest, sleeper, log);
  }

  public ModelRequests pauses(Duration first, Duration longest) {
    if (first.isNegative() || first.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "pauses of " + first + " to " + longest + "; use a first one of 0 up to the longest.");
    }
    return new ModelRequests(attempts, first, longest, sleeper, log);
  }

  public ModelRequests sleeper(Sleeper sleeper) {
    return new ModelRequests(attempts, first, longest, sleeper, log);
  }

  /**
   * Sends a request.
   *
   * @param what the request as a participle, for messages
   * @throws RefusedException if the model refuses what it was given
   * @throws EmbeddingException if the last attempt failed, or the thread is interrupted
   */
  public <T> T call(Supplier<T> request, String what) throws RefusedException {
    for (int attempt = 1; ; attempt++) {
      if (Thread.currentThread().isInterrupted()) {
        throw interrupted(what, null);
      }
      RuntimeException failed;
      try {
        return request.get();
      } catch (RuntimeException e) {
        failed = e;
      }
      Failure failure = failure(failed);
      switch (failure) {
        case INTERRUPTED -> throw interrupted(what, failed);
        case REFUSED -> throw new RefusedException(failed);
        case FINAL ->
            throw new EmbeddingException(
                capital(what) + " failed: " + describe(failed) + ".", failed);
        case PASSING, RATE_LIMIT -> {
          if (attempt == attempts) {
            throw new EmbeddingException(
                capital(what)
                    + " failed "
                    + attempts
                    + (attempts == 1 ? " time" : " times")
                    + ", at last with: "
                    + describe(failed)
                    + ". See that the model's server can be reached and allows as many requests,"
                    + " or raise attempts(..).",
                failed);
          }
          pause(attempt, failure, what, failed);
        }
      }
    }
  }

  private void pause(int attempt, Failure failure, String what, RuntimeException failed) {
    Duration pause = pauseAfter(attempt, failure);
    log.accept(
        capital(what)
            + " failed (attempt "
            + attempt
            + " of "
            + attempts
            + "): "
            + describe(failed)
            + ". Next attempt in "
            + pause.toMillis()
            + " ms.");
    try {
      sleeper.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(what, e);
    }
  }

  private Duration pauseAfter(int attempt, Failure failure) {
    // 2^30 first pauses are longer than any longest one that makes sense.
    Duration pause =
        first
            .multipliedBy(failure == Failure.RATE_LIMIT ? RATE_LIMIT_FACTOR : 1)
            .multipliedBy(1L << Math.min(attempt - 1, 30));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }

  private static Failure failure(RuntimeException failed) {
    int depth = 0;
    for (Throwable e = failed; e != null && depth < 20; e = e.getCause(), depth++) {
      if (e instanceof InterruptedException) {
        return Failure.INTERRUPTED;
      }
      if (e instanceof RateLimitException || status(e) == 429) {
        return Failure.RATE_LIMIT;
      }
      if (e instanceof RetriableException || status(e) == 408 || status(e) >= 500) {
        return Failure.PASSING;
      }
      if (e instanceof InvalidRequestException
          || e instanceof ContentFilteredException
          || e instanceof IllegalArgumentException
          || status(e) == 400
          || status(e) == 413
          || status(e) == 422) {
        return Failure.REFUSED;
      }
      if (e instanceof NonRetriableException) {
        return Failure.FINAL;
      }
      if (e instanceof IOException) {
        return Failure.PASSING;
      }
    }
    return Failure.FINAL;
  }

  private static int status(Throwable e) {
    return e instanceof HttpException http ? http.statusCode() : 0;
  }

  private static EmbeddingException interrupted(String what, @Nullable Exception cause) {
    Thread.currentThread().interrupt();
    String message = capital(what) + " was interrupted; nothing is returned.";
    return cause == null ? new EmbeddingException(message) : new EmbeddingException(message, cause);
  }

  /** Returns the first message in a chain of causes: LangChain4j's own is null at times. */
  private static String describe(Throwable failed) {
    int depth = 0;
    for (Throwable e = failed; e != null && depth < 20; e = e.getCause(), depth++) {
      String message = e.getMessage();
      if (message != null && !message.isBlank()) {
        return e.getClass().getSimpleName() + ": " + message.strip();
      }
    }
    return failed.getClass().getName();
  }

  private static String capital(String what) {
    return what.substring(0, 1).toUpperCase(Locale.ROOT) + what.substring(1);
  }
}
