package io.github.easyneg.internal.ground;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Makes one of all facts about the same thing, and leaves out what mining need not know: answers
 * that few rows give, and, where only the rows of the facts are mined, questions that one passage
 * alone answers. Takes facts in the order of their kinds and numbers; all of one kind and first
 * number must be there. For one thread.
 */
public final class MergedFacts implements Iterator<RowFact> {
  private final Iterator<RowFact> sorted;
  private final Questions questions;
  private final Deque<RowFact> ready = new ArrayDeque<>();
  private @Nullable RowFact ahead;

  /** Which questions are kept. */
  public enum Questions {
    /**
     * Those whose answering passages may be unknown to a row that asks them, as long as all rows
     * that ask are among these rows.
     */
    OF_THESE_ROWS,
    /** All that some passage answers: for other rows, too, which may ask them. */
    OF_ANY_ROWS
  }

  /** Begins. */
  public MergedFacts(Iterator<RowFact> sorted, Questions questions) {
    this.sorted = sorted;
    this.questions = questions;
    this.ahead = read();
  }

  private @Nullable RowFact read() {
    return sorted.hasNext() ? sorted.next() : null;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && ahead != null) {
      advance(ahead);
    }
    return !ready.isEmpty();
  }

  @Override
  public RowFact next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private void advance(RowFact first) {
    switch (first.kind()) {
      case PART, PASSAGE -> ready.add(merged(first));
      case ANSWER -> {
        RowFact answer = merged(first);
        if (answer.count() >= SameQuestions.MANY) {
          ready.add(answer);
        }
      }
      case QUESTION -> question(first);
    }
  }

  private RowFact merged(RowFact first) {
    RowFact all = first;
    for (ahead = read(); ahead != null && ahead.isOf(first); ahead = read()) {
      all = all.and(ahead);
    }
    return all;
  }

  private void question(RowFact first) {
    List<RowFact> answering = new ArrayList<>();
    boolean unanswered = false;
    for (RowFact next = first;
        next != null && next.kind() == RowFact.Kind.QUESTION && next.a() == first.a();
        next = ahead) {
      RowFact one = merged(next);
      if (one.count() == 0) {
        unanswered = true;
      } else {
        answering.add(one);
      }
    }
    if (answering.size() > 1 || unanswered || questions == Questions.OF_ANY_ROWS) {
      ready.addAll(answering);
    }
  }
}
