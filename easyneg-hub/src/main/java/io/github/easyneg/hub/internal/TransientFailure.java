package io.github.easyneg.hub.internal;

import io.github.easyneg.hub.HuggingFaceHubException;
import io.github.easyneg.hub.HuggingFaceHubException.Reason;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A transient failure: a retry may succeed. */
final class TransientFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final String what;
  private final String remedy;
  private final transient @Nullable Duration wish;

  /**
   * Makes a failure.
   *
   * @param what where and what happened, without a full stop
   * @param remedy what to do, as sentences
   * @param wish how long the server asks to wait, or null
   */
  TransientFailure(
      Reason reason,
      String what,
      String remedy,
      @Nullable Duration wish,
      @Nullable Throwable cause) {
    super(what, cause);
    this.reason = reason;
    this.what = what;
    this.remedy = remedy;
    this.wish = wish;
  }

  /** Returns how long the server asks to wait. */
  Optional<Duration> wish() {
    return Optional.ofNullable(wish);
  }

  /** Returns what to throw once it is final. */
  HuggingFaceHubException afterAttempts(int attempts) {
    String times = attempts == 1 ? "" : " (" + attempts + " attempts)";
    return new HuggingFaceHubException(reason, what + times + ". " + remedy, getCause());
  }
}
