package io.github.easyneg.langchain4j.internal.remote;

import java.time.Duration;

/**
 * The timeout and the retries of calls to a server.
 *
 * @param timeout of one attempt as a whole, at least a millisecond
 * @param attempts how often, and the pauses between
 */
public record Patience(Duration timeout, Attempts attempts) {
  /** For a store of vectors: four attempts of 60 seconds. */
  public static final Patience WITH_A_STORE =
      new Patience(Duration.ofSeconds(60), Attempts.AT_A_SERVER);

  /** For a server of models, perhaps a metered one: six attempts of 60 seconds. */
  public static final Patience WITH_A_MODEL =
      new Patience(Duration.ofSeconds(60), Attempts.AT_A_MODEL);

  /**
   * Checks the timeout.
   *
   * @throws IllegalArgumentException if it is less than a millisecond
   */
  public Patience {
    if (timeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "timeout("
              + timeout
              + ") must be at least a millisecond; use Duration.ofSeconds(60), for example.");
    }
  }

  /** Returns this with another timeout. */
  public Patience timeout(Duration timeout) {
    return new Patience(timeout, attempts);
  }

  /** Returns this with other attempts. */
  public Patience attempts(Attempts attempts) {
    return new Patience(timeout, attempts);
  }

  /** Returns this with another number of attempts. */
  public Patience attempts(int most) {
    return attempts(attempts.most(most));
  }

  /** Returns this with other pauses. */
  public Patience pauses(Duration first, Duration longest) {
    return attempts(attempts.pauses(first, longest));
  }

  /** Returns the settings by the names of the options that set them. */
  @Override
  public String toString() {
    return "timeout="
        + timeout
        + ", attempts="
        + attempts.most()
        + ", pauses="
        + attempts.first()
        + ".."
        + attempts.longest();
  }
}
