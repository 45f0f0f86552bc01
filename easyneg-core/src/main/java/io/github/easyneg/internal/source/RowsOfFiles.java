package io.github.easyneg.internal.source;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Place;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.json.BadRow;
import io.github.easyneg.internal.json.Rejects;
import io.github.easyneg.internal.text.Counted;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of several inputs, one after the other, one open at a time.
 *
 * <p>An iterator rather than {@code Stream.flatMap}, whose iterator reads each file whole before it
 * hands out the first row.
 */
final class RowsOfFiles implements Iterator<QaRow>, AutoCloseable {
  private final Iterator<Input> inputs;
  private final InputFormat format;
  private final NamedPassages named;
  private final Optional<Rejects.Reading> rejects;
  private final String rejectsFile;
  private final Supplier<String> name;
  private final ReadAs counted;
  private final Runnable atEnd;
  private @Nullable RowSource current;
  private @Nullable QaRow next;
  private boolean ended;
  private boolean any;
  private long bad;
  private @Nullable String firstBad;

  /**
   * Begins with the first file when the first row is asked for.
   *
   * @param rejects gets bad rows; empty if the first ends the reading
   * @param rejectsFile where they are then
   * @param name by which messages call all inputs together
   * @param counted counts what is read
   * @param atEnd is told when all was read
   */
  RowsOfFiles(
      List<Input> inputs,
      InputFormat format,
      NamedPassages named,
      Optional<Rejects.Reading> rejects,
      String rejectsFile,
      Supplier<String> name,
      ReadAs counted,
      Runnable atEnd) {
    this.rejectsFile = rejectsFile;
    this.name = name;
    this.inputs = inputs.iterator();
    this.format = format;
    this.named = named;
    this.rejects = rejects;
    this.counted = counted;
    this.atEnd = atEnd;
  }

  @Override
  public boolean hasNext() {
    while (next == null && !ended) {
      if (current == null) {
        if (!inputs.hasNext()) {
          end();
          return false;
        }
        counted.begin();
        current = open(inputs.next());
      }
      Found found = current.next();
      if (found == null) {
        current.close();
        current = null;
      } else {
        next = found.row();
        counted.add(current.kind().orElseThrow(), next);
      }
    }
    return next != null;
  }

  private void end() {
    ended = true;
    rejects.ifPresent(Rejects.Reading::finish);
    atEnd.run();
    if (!any && firstBad != null) {
      throw new DatasetFormatException(
          String.format(
              Locale.ROOT,
              "%s: no row is as expected, and at least one is needed; %s rejected, the first: %s"
                  + " All of them are in %s, each with its reason; correct the rows, or say which"
                  + " field is what.",
              name.get(),
              Counted.of(bad, "row was", "rows were"),
              firstBad,
              rejectsFile));
    }
  }

  private RowSource open(Input input) {
    return rejects.isPresent()
        ? input.tolerant(format, named, row -> reject(input, row))
        : input.strict(format, named);
  }

  private void reject(Input input, BadRow row) {
    bad++;
    if (firstBad == null) {
      firstBad = String.valueOf(row.problem().getMessage());
    }
    rejects.orElseThrow().add(file(input, row), row);
  }

  /** A folder has several files. */
  private static String file(Input input, BadRow bad) {
    return bad.problem().place().map(Place::file).orElse(input.name());
  }

  @Override
  public QaRow next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    QaRow row = next;
    next = null;
    any = true;
    return row;
  }

  @Override
  public void close() {
    try {
      if (current != null) {
        current.close();
        current = null;
      }
    } finally {
      rejects.ifPresent(Rejects.Reading::close);
    }
  }
}
