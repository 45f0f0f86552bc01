package io.github.easyneg.mine;

import io.github.easyneg.internal.text.NotNull;
import java.util.Optional;

/**
 * Keeps verdicts that cost something, such as a call of a chat model, so that a run that goes on
 * after an interruption does not pay for them again. A run with {@link
 * io.github.easyneg.EasyNegatives#resumeIn} hands one to each {@link BatchGuard}: each verdict is
 * in the work folder when {@link #keep} returns, and is deleted with it when the output is written.
 *
 * <p>Of a request a hash is kept, with the guard's description: guards that are described otherwise
 * share nothing. Implementations are thread-safe.
 */
public interface VerdictMemory {

  /** Keeps nothing, as in a run without a work folder. */
  VerdictMemory NONE =
      new VerdictMemory() {
        @Override
        public Optional<Verdict> recall(String request) {
          NotNull.check(request, "request");
          return Optional.empty();
        }

        @Override
        public void keep(String request, Verdict verdict) {
          NotNull.check(request, "request");
          NotNull.check(verdict, "verdict");
        }
      };

  /** What was said of a pair. */
  enum Verdict {
    /** It may become a negative. */
    PASSES,
    /** It must not become a negative. */
    REJECTED,
    /** No verdict was to be had, though it was asked for: see {@link BatchGuard#undecided}. */
    UNDECIDED
  }

  /**
   * Returns the verdict that was kept for a request, by this run or the one that it goes on with.
   *
   * @param request all that the verdict depends on besides the guard's description, such as the
   *     model and the prompt with its texts
   */
  Optional<Verdict> recall(String request);

  /**
   * Keeps a verdict.
   *
   * @param request as for {@link #recall}
   * @throws java.io.UncheckedIOException if it cannot be written
   */
  void keep(String request, Verdict verdict);
}
