package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.internal.settings.RowName;
import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.mine.Signal;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * A user's signal, of which a value that is not finite ends the run, rather than rank somehow, and
 * a failure is told with the row and the passage. Thread-safe if the signal is.
 */
public final class CheckedSignal {
  private final String name;
  private final Signal.Prepared prepared;
  private final NumberedPassages corpus;
  private final Dataset dataset;

  private CheckedSignal(
      String name, Signal.Prepared prepared, NumberedPassages corpus, Dataset dataset) {
    this.name = name;
    this.prepared = prepared;
    this.corpus = corpus;
    this.dataset = dataset;
  }

  static CheckedSignal prepare(Signal signal, NumberedPassages corpus, Dataset dataset) {
    return new CheckedSignal(signal.name(), signal.prepare(corpus.passages()), corpus, dataset);
  }

  /**
   * Returns the opinion on all passages from one row's side.
   *
   * @throws IllegalStateException if the signal fails; the opinion throws it too
   */
  public Signal.Opinion of(Row row) {
    Signal.Opinion opinion;
    try {
      opinion = prepared.of(row.row());
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failed(row, "must have an opinion on the row, but threw " + e, e);
    }
    return passage -> value(row, opinion, passage);
  }

  private double value(Row row, Signal.Opinion opinion, int passage) {
    double value;
    try {
      value = opinion.value(passage);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException e) {
      throw failed(row, "must give a finite number for " + shown(passage) + ", but threw " + e, e);
    }
    if (!Double.isFinite(value)) {
      throw failed(
          row, "must give a finite number for " + shown(passage) + ", but gave " + value, null);
    }
    return value;
  }

  private String shown(int passage) {
    return "the passage \"" + Excerpt.shown(corpus.passage(passage).text()) + "\"";
  }

  private IllegalStateException failed(Row row, String what, @Nullable RuntimeException cause) {
    return new IllegalStateException(
        String.format(
            Locale.ROOT,
            "%s: the signal '%s' %s; fix the signal, or leave it out.",
            RowName.of(dataset, row.number(), row.row()),
            name,
            what),
        cause);
  }
}
