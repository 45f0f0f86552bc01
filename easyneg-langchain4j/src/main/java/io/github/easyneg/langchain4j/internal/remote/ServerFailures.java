package io.github.easyneg.langchain4j.internal.remote;

import io.github.easyneg.internal.http.ServerHttp;
import io.github.easyneg.internal.text.OptionFailures;
import io.github.easyneg.internal.text.OptionText;
import io.github.easyneg.internal.text.OptionText.Option;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What can go wrong with any server that keeps vectors, in words: where, what, and what to do.
 *
 * @param server kind and address, at the beginning of a sentence
 * @param timeout of an attempt
 * @param option the one that sets the timeout
 * @param refill what causes a corrupted collection or table to be filled again, at the end of a
 *     sentence
 */
public record ServerFailures(String server, Duration timeout, String option, String refill) {

  /**
   * Returns the exception to throw where a call was cancelled on this side, and nothing otherwise.
   *
   * @param doing what was tried, for example {@code counting collection 'x'}
   */
  public Optional<RuntimeException> ended(String doing, Exception last) {
    if (last instanceof Deadline.Closed) {
      return Optional.of(
          new IllegalStateException(
              server + ": the index was closed while " + doing + "; make another one."));
    }
    if (last instanceof InterruptedException) {
      InterruptedIOException interrupted = new InterruptedIOException();
      interrupted.initCause(last);
      return Optional.of(
          new UncheckedIOException(server + ": interrupted while " + doing + ".", interrupted));
    }
    return Optional.empty();
  }

  /** Returns the exception to throw where the last attempt took too long. */
  public RuntimeException late(String doing, Attempts.GaveUp failure) {
    return OptionFailures.unchecked(
        OptionText.of(
            "{} did not answer within {} ({}): {}. Raise {}, or find out why the server is slow.",
            server,
            ServerHttp.words(timeout),
            failure.attempts(),
            doing,
            Option.call(option)),
        io(failure.last()));
  }

  /** Returns the exception to throw where an answer is invalid. */
  public RuntimeException wrong(String doing, WrongAnswer wrong) {
    return new UncheckedIOException(
        String.format(
            Locale.ROOT,
            "%s gave a wrong answer: %s: %s. Find out who else writes into %s to have it filled"
                + " again.",
            server,
            doing,
            wrong.getMessage(),
            refill),
        wrong);
  }

  /** Returns what may be the cause of an {@link UncheckedIOException}. */
  public static IOException io(Exception failure) {
    return failure instanceof IOException io ? io : new IOException(failure);
  }
}
