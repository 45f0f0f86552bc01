package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.IntSet;
import io.github.easyneg.internal.ground.VectorsMissing;
import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.sample.DrawKey;
import io.github.easyneg.sample.NegativeSampler;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * The candidates that one call of a sampler is offered, and the check that it hands back those and
 * no others: what a user's code returns is looked at, not trusted. For one thread.
 */
final class Offered {
  private final RowView view;
  private final List<Candidate> candidates = new ArrayList<>();
  // Told by its identity; candidates last longer than the list.
  private final Object token = new Object();
  private final IntSet returned = new IntSet();

  Offered(RowView view) {
    this.view = view;
  }

  /** Offers what a look sees. */
  void add(Look look) {
    candidates.add(look.keep(token));
  }

  List<Candidate> candidates() {
    return candidates;
  }

  /** Returns the sampler's order, each candidate checked as it comes. */
  Iterator<Seen> order(NegativeSampler sampler, DrawKey key) {
    Iterator<Candidate> order = asked(sampler, () -> sampler.draw(candidates, key));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return asked(sampler, order::hasNext);
      }

      @Override
      public Seen next() {
        return checked(asked(sampler, order::next), sampler);
      }
    };
  }

  /** Asks the user's code; what it throws is told with where it happened. */
  private <T> T asked(NegativeSampler sampler, Supplier<T> question) {
    try {
      return question.get();
    } catch (CancellationException | VectorsMissing e) {
      throw e;
    } catch (RuntimeException e) {
      throw TracedSampler.failed(
          view, sampler, "must put the " + candidates.size() + " candidates in an order", e);
    }
  }

  private Seen checked(Candidate candidate, NegativeSampler sampler) {
    if (!(candidate instanceof Seen seen) || seen.offer() != token) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s: the sampler (%s) must return candidates of the list that it was given, the"
                  + " very objects, but returned %s; do not copy, wrap or keep candidates.",
              view.name(),
              sampler.describe(),
              candidate == null
                  ? "null"
                  : "another one (class " + candidate.getClass().getName() + ")"));
    }
    if (returned.contains(seen.number())) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "%s: the sampler (%s) must return each candidate at most once, but returned"
                  + " passage \"%s\" twice; leave the second out.",
              view.name(),
              sampler.describe(),
              Excerpt.shown(seen.passage().text())));
    }
    returned.add(seen.number());
    return seen;
  }
}
