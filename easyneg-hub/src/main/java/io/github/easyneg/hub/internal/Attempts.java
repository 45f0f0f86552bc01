package io.github.easyneg.hub.internal;

import io.github.easyneg.hub.HuggingFaceHubException;
import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import java.time.Duration;

/**
 * Counts attempts and waits between them: 1, 2, 4, 8, 8 seconds, or what the server asks for. Of
 * one thread.
 */
final class Attempts {

  static final int RETRIES = 5;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);
  // If a server asks for more, the download fails, with that wait in the message.
  private static final Duration LONGEST_WISH = Duration.ofMinutes(5);

  private final Sleeper sleeper;
  private final int retries;
  private int failures;

  Attempts(Sleeper sleeper, int retries) {
    this.sleeper = sleeper;
    this.retries = retries;
  }

  /** A request that may be sent again. */
  @FunctionalInterface
  interface Request<T> {
    T send() throws TransientFailure;
  }

  /** Sends until it succeeds, or attempts are used up. */
  <T> T of(Request<T> request) {
    while (true) {
      try {
        return request.send();
      } catch (TransientFailure failure) {
        waitAfter(failure);
      }
    }
  }

  /** Forgets earlier failures: there was progress. */
  void forget() {
    failures = 0;
  }

  /**
   * Waits before the next attempt.
   *
   * @throws HuggingFaceHubException if there are no attempts left
   */
  void waitAfter(TransientFailure failure) {
    failures++;
    Duration wait = failure.wish().orElseGet(this::backoff);
    if (failures > retries || wait.compareTo(LONGEST_WISH) > 0) {
      throw failure.afterAttempts(failures);
    }
    try {
      sleeper.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  /** Returns what to throw when the thread was interrupted; the caller sets its flag. */
  static HuggingFaceHubException interrupted(InterruptedException e) {
    return new HuggingFaceHubException(
        Reason.INTERRUPTED,
        "The thread was interrupted while it fetched from the Hugging Face Hub. Run again: what has"
            + " arrived is kept.",
        e);
  }

  private Duration backoff() {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - 1, 10));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }
}
