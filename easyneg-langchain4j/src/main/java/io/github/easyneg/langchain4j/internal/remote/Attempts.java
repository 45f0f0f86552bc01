package io.github.easyneg.langchain4j.internal.remote;

import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import io.github.easyneg.internal.http.AnswerTooLarge;
import io.github.easyneg.internal.http.HttpStatus;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Retries a remote call while its failure may be transient, with exponential backoff: pauses
 * double; where a rate limit was hit they are four times as long, since most limits count by the
 * minute. A server's {@code Retry-After} is respected, up to five minutes; if it asks for more, the
 * call fails. After a malformed reply the call is retried at once, as time does not change a model.
 * Each pause is logged as a warning.
 *
 * @param most the maximum number of attempts
 * @param first the first pause
 * @param longest the longest pause, up to which they double
 * @param sleeper waits
 */
public record Attempts(int most, Duration first, Duration longest, Sleeper sleeper) {
  private static final System.Logger LOG =
      System.getLogger("io.github.easyneg.langchain4j.attempts");
  private static final int RATE_LIMIT_FACTOR = 4;
  private static final Duration LONGEST_WISH = Duration.ofMinutes(5);

  /** The maximum number of causes that are examined; a chain could be cyclic. */
  private static final int DEEPEST = 20;

  /** For a local server: four attempts, after 0.5, 1 and 2 seconds. */
  public static final Attempts AT_A_SERVER =
      new Attempts(4, Duration.ofMillis(500), Duration.ofSeconds(30));

  /** For a model, perhaps a metered one: six attempts, with pauses of 1 to 60 seconds. */
  public static final Attempts AT_A_MODEL =
      new Attempts(6, Duration.ofSeconds(1), Duration.ofSeconds(60));

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there are no attempts, or the pauses are invalid
   */
  public Attempts {
    if (most < 1) {
      throw new IllegalArgumentException("attempts is " + most + "; use at least 1.");
    }
    if (first.isNegative() || first.compareTo(longest) > 0) {
      throw new IllegalArgumentException(
          "pauses of " + first + " to " + longest + "; use a first one of 0 up to the longest.");
    }
  }

  /** Makes attempts that wait by the clock. */
  public Attempts(int most, Duration first, Duration longest) {
    this(most, first, longest, pause -> Thread.sleep(pause.toMillis()));
  }

  /** Returns these with another number of attempts. */
  public Attempts most(int attempts) {
    return new Attempts(attempts, first, longest, sleeper);
  }

  /** Returns these with other pauses. */
  public Attempts pauses(Duration first, Duration longest) {
    return new Attempts(most, first, longest, sleeper);
  }

  /** Returns these that wait otherwise. */
  public Attempts sleeper(Sleeper sleeper) {
    return new Attempts(most, first, longest, sleeper);
  }

  /** Waits, or is interrupted. */
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration pause) throws InterruptedException;
  }

  /** A call failed permanently. */
  public static final class GaveUp extends Exception {
    private static final long serialVersionUID = 1L;

    private final int attempts;
    private final Exception last;

    GaveUp(int attempts, Exception last) {
      super(last);
      this.attempts = attempts;
      this.last = last;
    }

    /** Returns what the last attempt threw. */
    public Exception last() {
      return last;
    }

    /** Tells whether the thread was interrupted; then its flag is set. */
    public boolean interrupted() {
      return isInterrupt(last);
    }

    /** Tells whether the failure may be transient, though all attempts failed. */
    public boolean mayPass() {
      return Attempts.mayPass(last);
    }

    /**
     * Tells whether what was sent is at fault, so that something else may be sent with more
     * success.
     */
    public boolean refused() {
      return chain(last).anyMatch(Attempts::refuses);
    }

    /** Returns the number of attempts in words: {@code 1 attempt}, {@code 4 attempts}. */
    public String attempts() {
      return attempts == 1 ? "1 attempt" : attempts + " attempts";
    }
  }

  /**
   * Calls until it succeeds, fails with a permanent error, or has used up its attempts.
   *
   * @param what the call as a participle, for the log
   * @throws GaveUp in the latter two cases, or if the thread is interrupted, which stays so
   */
  public <T> T call(String what, Callable<T> call) throws GaveUp {
    for (int attempt = 1; ; attempt++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new GaveUp(attempt - 1, new InterruptedException());
      }
      try {
        return call.call();
      } catch (Exception e) {
        if (isInterrupt(e)) {
          Thread.currentThread().interrupt();
        }
        if (attempt == most || !mayPass(e) || asksForTooMuch(e)) {
          throw new GaveUp(attempt, e);
        }
        pause(what, attempt, e);
      }
    }
  }

  private void pause(String what, int attempt, Exception failure) throws GaveUp {
    // 2^20 first pauses of a millisecond or more are longer than any longest one that makes sense.
    Duration doubled =
        first
            .multipliedBy(isRateLimit(failure) ? RATE_LIMIT_FACTOR : 1)
            .multipliedBy(1L << Math.min(attempt - 1, 20));
    Duration upToLongest = doubled.compareTo(longest) < 0 ? doubled : longest;
    Duration pause =
        failure instanceof MalformedReply ? Duration.ZERO : wish(failure).orElse(upToLongest);
    LOG.log(
        System.Logger.Level.WARNING,
        "Attempt {0} of {1} at {2} failed: {3}. The next is in {4} ms.",
        attempt,
        most,
        what,
        reason(failure),
        pause.toMillis());
    try {
      sleeper.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      e.addSuppressed(failure);
      throw new GaveUp(attempt, e);
    }
  }

  /** Returns the message of a failure for the user, in one line, without a full stop. */
  public static String reason(Throwable failure) {
    Optional<String> status =
        chain(failure)
            .flatMap(cause -> cause instanceof HttpStatus known ? Stream.of(known.words()) : null)
            .findFirst();
    if (status.isPresent()) {
      return status.get().replaceAll("[.\\s]+$", "") + tooLongAWait(failure);
    }
    Throwable cause = failure.getCause();
    if (cause != null && cause.toString().equals(failure.getMessage())) {
      return reason(cause); // It has no message of its own.
    }
    if (failure instanceof MalformedReply) {
      return "the model answered " + failure.getMessage();
    }
    String message = failure.getMessage() == null ? "" : failure.getMessage().strip();
    return message.isEmpty()
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("").replaceAll("[.\\s]+$", "");
  }

  /**
   * Tells whether another attempt may succeed: the first conclusive cause decides. LangChain4j
   * wraps what it catches, once or twice.
   */
  private static boolean mayPass(Throwable failure) {
    for (Throwable cause : chain(failure).toList()) {
      int status = status(cause);
      if (status != 0) {
        return status == 408 || status == 429 || status >= 500;
      }
      if (refuses(cause)
          || cause instanceof WrongAnswer
          || cause instanceof AnswerTooLarge
          || cause instanceof NonRetriableException
          || cause instanceof InterruptedIOException) {
        return cause instanceof SocketTimeoutException;
      }
      if (cause instanceof RetriableException
          || cause instanceof IOException
          || cause instanceof TimeoutException
          || cause instanceof MalformedReply) {
        return true;
      }
    }
    return false;
  }

  private static boolean refuses(Throwable cause) {
    int status = status(cause);
    return cause instanceof InvalidRequestException
        || cause instanceof ContentFilteredException
        || cause instanceof IllegalArgumentException
        || status == 400
        || status == 413
        || status == 422;
  }

  private static boolean isRateLimit(Throwable failure) {
    return chain(failure)
        .anyMatch(cause -> cause instanceof RateLimitException || status(cause) == 429);
  }

  private static Optional<Duration> wish(Throwable failure) {
    return chain(failure)
        .flatMap(cause -> cause instanceof HttpStatus status ? status.retryAfter().stream() : null)
        .findFirst();
  }

  private static boolean asksForTooMuch(Throwable failure) {
    return wish(failure).filter(pause -> pause.compareTo(LONGEST_WISH) > 0).isPresent();
  }

  private static String tooLongAWait(Throwable failure) {
    return wish(failure)
        .filter(pause -> pause.compareTo(LONGEST_WISH) > 0)
        .map(
            pause ->
                String.format(
                    Locale.ROOT,
                    ", and asks to wait %,d s, longer than the %d s that a run waits; start it"
                        + " again then",
                    pause.toSeconds(),
                    LONGEST_WISH.toSeconds()))
        .orElse("");
  }

  private static boolean isInterrupt(Throwable failure) {
    return chain(failure).anyMatch(InterruptedException.class::isInstance);
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
  }

  private static int status(Throwable cause) {
    if (cause instanceof HttpStatus ours) {
      return ours.status();
    }
    return cause instanceof HttpException theirs ? theirs.statusCode() : 0;
  }
}
