package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.json.Rejects;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of several files, one file after the other, one open at a time.
 *
 * <p>An iterator rather than {@code Stream.flatMap}, whose iterator reads each file whole before it
 * hands out the first row.
 */
final class RowsOfFiles implements Iterator<QaRow>, AutoCloseable {
  private final Iterator<Path> files;
  private final InputFormat format;
  private final Optional<Rejects.Reading> rejects;
  private final ReadAs counted;
  private final Runnable atEnd;
  private @Nullable FileRows current;
  private @Nullable QaRow next;
  private boolean ended;

  /**
   * Begins with the first file when the first row is asked for.
   *
   * @param rejects gets bad rows; empty if the first ends the reading
   * @param counted counts what is read
   * @param atEnd is told when all was read
   */
  RowsOfFiles(
      List<Path> files,
      InputFormat format,
      Optional<Rejects.Reading> rejects,
      ReadAs counted,
      Runnable atEnd) {
    this.files = files.iterator();
    this.format = format;
    this.rejects = rejects;
    this.counted = counted;
    this.atEnd = atEnd;
  }

  @Override
  public boolean hasNext() {
    while (next == null && !ended) {
      if (current == null) {
        if (!files.hasNext()) {
          end();
          return false;
        }
        current = open(files.next());
      }
      Found found = current.next();
      if (found == null) {
        current.close();
        current = null;
      } else {
        next = found.row();
        counted.add(current.shape().orElseThrow(), next);
      }
    }
    return next != null;
  }

  private void end() {
    ended = true;
    rejects.ifPresent(Rejects.Reading::finish);
    atEnd.run();
  }

  private FileRows open(Path file) {
    String name = String.valueOf(file.getFileName());
    return rejects.isPresent()
        ? FileRows.tolerant(file, format, bad -> rejects.get().add(name, bad))
        : FileRows.strict(file, format);
  }

  @Override
  public QaRow next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    QaRow row = next;
    next = null;
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
