package io.github.easyneg.internal.json;

import io.github.easyneg.data.QaRow;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of several files, one file after the other, one open at a time.
 *
 * <p>An iterator rather than {@code Stream.flatMap}, whose iterator reads each file whole before it
 * hands out the first row.
 */
final class JsonFiles implements RowSource {
  private final Iterator<Path> files;
  private @Nullable JsonRows<QaRow> current;

  JsonFiles(List<Path> files) {
    this.files = files.iterator();
  }

  @Override
  public boolean hasNext() {
    while (current == null || !current.hasNext()) {
      close();
      if (!files.hasNext()) {
        return false;
      }
      current = JsonRows.open(files.next(), JsonRow.READER);
    }
    return true;
  }

  @Override
  public QaRow next() {
    if (!hasNext() || current == null) {
      throw new NoSuchElementException();
    }
    return current.next();
  }

  @Override
  public void close() {
    if (current != null) {
      JsonRows<QaRow> done = current;
      current = null;
      done.close();
    }
  }
}
