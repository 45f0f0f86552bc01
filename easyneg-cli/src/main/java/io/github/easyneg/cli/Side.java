package io.github.easyneg.cli;

import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.Split;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The part of a split that a row went to. Found by the question, which never is on both sides; the
 * row itself may have lost contexts there.
 *
 * @param data the part
 * @param place of the row in it, from 1
 * @param corpus the passages that go with that part
 * @param heldOut whether it is the one that was held out
 */
record Side(Dataset data, long place, Optional<Corpus> corpus, boolean heldOut) {

  /** Returns where a row went; all rows, where there is no row of that number. */
  static Side of(Dataset all, Split split, long number, Optional<Corpus> corpus) {
    Set<String> kept;
    try (Stream<QaRow> rows = split.kept().rows()) {
      kept = rows.map(QaRow::question).collect(Collectors.toSet());
    }
    long keptBefore = 0;
    long read = 0;
    try (Stream<QaRow> rows = all.rows()) {
      for (Iterator<QaRow> i = rows.iterator(); i.hasNext(); ) {
        boolean isKept = kept.contains(i.next().question());
        if (++read == number) {
          return isKept
              ? new Side(split.kept(), keptBefore + 1, corpus.map(split::kept), false)
              : new Side(split.heldOut(), number - keptBefore, corpus.map(split::heldOut), true);
        }
        keptBefore += isKept ? 1 : 0;
      }
    }
    return new Side(all, number, corpus, false);
  }
}
