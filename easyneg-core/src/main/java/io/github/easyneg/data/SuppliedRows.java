package io.github.easyneg.data;

import io.github.easyneg.internal.text.NotNull;
import java.lang.ref.WeakReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rows that a function opens, for {@link Datasets#of(String, Supplier)}. */
final class SuppliedRows implements Dataset {
  private final String name;
  private final Supplier<? extends Stream<QaRow>> rows;
  private WeakReference<@Nullable Stream<QaRow>> last = new WeakReference<>(null);

  SuppliedRows(String name, Supplier<? extends Stream<QaRow>> rows) {
    if (name.isBlank()) {
      throw new IllegalArgumentException(
          "name is blank; give one by which messages and reports call the data set.");
    }
    this.name = name;
    this.rows = NotNull.check(rows, "rows");
  }

  @Override
  public synchronized Stream<QaRow> rows() {
    Stream<QaRow> opened = rows.get();
    if (opened == null) {
      throw new IllegalStateException(
          name + ": the supplier returned null; expected a stream of rows.");
    }
    if (opened == last.get()) {
      throw new IllegalStateException(
          name
              + ": the supplier returned the same stream twice; a data set is read more than once,"
              + " so open a new stream in each call.");
    }
    last = new WeakReference<>(opened);
    return opened;
  }

  @Override
  public String name() {
    return name;
  }
}
