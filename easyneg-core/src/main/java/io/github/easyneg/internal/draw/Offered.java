package io.github.easyneg.internal.draw;

import io.github.easyneg.internal.ground.IntSet;
import io.github.easyneg.mine.Candidate;
import io.github.easyneg.sample.DrawKey;
import io.github.easyneg.sample.NegativeSampler;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

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
    Iterator<Candidate> order = sampler.draw(candidates, key);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return order.hasNext();
      }

      @Override
      public Seen next() {
        return checked(order.next(), sampler);
      }
    };
  }

  private Seen checked(Candidate candidate, NegativeSampler sampler) {
    if (!(candidate instanceof Seen seen) || seen.offer() != token) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "row %d: the sampler (%s) must return candidates of the list that it was given, the"
                  + " very objects, but returned %s; do not copy, wrap or keep candidates.",
              view.sourceNumber(),
              sampler.describe(),
              candidate == null
                  ? "null"
                  : "another one (class " + candidate.getClass().getName() + ")"));
    }
    if (returned.contains(seen.number())) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "row %d: the sampler (%s) must return each candidate at most once, but returned"
                  + " passage \"%s\" twice; leave the second out.",
              view.sourceNumber(),
              sampler.describe(),
              seen.passage().text()));
    }
    returned.add(seen.number());
    return seen;
  }
}
