package io.github.easyneg.langchain4j.internal;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.NonRetriableException;
import dev.langchain4j.exception.RetriableException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;

/**
 * How often a remote call is tried again, and after which pause: the first pause before the first
 * retry, twice as long before each further one, at most 30 seconds.
 *
 * @param retries how many times after the first attempt, at least 0
 * @param firstPause at least 0
 */
public record Retries(int retries, Duration firstPause) {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** Three retries after 0.5, 1 and 2 seconds. */
  public static final Retries DEFAULT = new Retries(3, Duration.ofMillis(500));

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is negative
   */
  public Retries {
    if (retries < 0) {
      throw new IllegalArgumentException(
          "retries(" + retries + ", ..) is negative; use 0 for a single attempt.");
    }
    if (firstPause.isNegative()) {
      throw new IllegalArgumentException(
          "retries(.., " + firstPause + ") is a negative pause; use Duration.ZERO for none.");
    }
  }

  /** A call failed for good. */
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

    /** Returns the number of attempts in words: {@code 1 attempt}, {@code 4 attempts}. */
    public String attempts() {
      return attempts == 1 ? "1 attempt" : attempts + " attempts";
    }
  }

  /**
   * Calls until it succeeds, fails with something that another attempt will not change, or has
   * failed too often.
   *
   * @throws GaveUp in the latter two cases, or if the thread is interrupted, which stays so
   */
  public <T> T call(Callable<T> call) throws GaveUp {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.call();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new GaveUp(attempt, e);
      } catch (Exception e) {
        if (attempt > retries || !mayPass(e)) {
          throw new GaveUp(attempt, e);
        }
        pause(attempt, e);
      }
    }
  }

  private void pause(int attempt, Exception failure) throws GaveUp {
    // A shift beyond 20 is over the longest pause for any first pause of a millisecond or more.
    Duration pause = firstPause.multipliedBy(1L << Math.min(attempt - 1, 20));
    try {
      Thread.sleep((pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      e.addSuppressed(failure);
      throw new GaveUp(attempt, e);
    }
  }

  /**
   * Tells whether another attempt may succeed. LangChain4j wraps what it catches, once or twice, so
   * that the whole chain of causes counts: the first one that says something decides.
   */
  static boolean mayPass(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpStatus status) {
        return mayPass(status.status());
      }
      if (cause instanceof HttpException http) {
        return mayPass(http.statusCode());
      }
      if (cause instanceof NonRetriableException || cause instanceof InterruptedIOException) {
        return cause instanceof java.net.SocketTimeoutException;
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

  private static boolean mayPass(int status) {
    return status == 408 || status == 429 || status >= 500;
  }
}
