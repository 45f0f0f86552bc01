package io.github.easyneg.internal.run;

import io.github.easyneg.internal.concurrent.Prefetch;
import io.github.easyneg.internal.ground.Row;
import io.github.easyneg.internal.ground.RowReader;
import io.github.easyneg.internal.settings.Settings;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** The rows of the data set, read again, chunk by chunk, as often as a run needs them. */
final class Chunks {
  private final Settings settings;
  private final Session session;

  Chunks(Settings settings, Session session) {
    this.settings = settings;
    this.session = session;
  }

  /**
   * Hands each chunk to {@code user}, on the calling thread, while the next is read where there is
   * a thread for it.
   *
   * @param wanted which rows, by number from 1
   * @param drawn how many rows need no anchors, because they were drawn for before
   */
  void forEach(LongPredicate wanted, long drawn, Consumer<List<Row>> user) {
    try (RowReader reader =
        new RowReader(session.ground(), settings.dataset(), session.embedder(), wanted, drawn)) {
      if (settings.threads() == 1) {
        forEach(reader::next, user);
        return;
      }
      try (Prefetch<List<Row>> ahead = new Prefetch<>(reader::next, List::isEmpty)) {
        forEach(ahead::next, user);
      }
    }
  }

  private static void forEach(Supplier<List<Row>> chunks, Consumer<List<Row>> user) {
    for (List<Row> rows = chunks.get(); !rows.isEmpty(); rows = chunks.get()) {
      user.accept(rows);
    }
  }
}
