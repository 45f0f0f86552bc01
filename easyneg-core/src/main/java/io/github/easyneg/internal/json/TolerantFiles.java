package io.github.easyneg.internal.json;

import io.github.easyneg.data.QaRow;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Reads the rows of several files, one after the other, and goes on after bad ones. */
final class TolerantFiles implements RowSource {
  private final Iterator<Path> files;
  private final Rejects.Reading rejects;
  private @Nullable TolerantRows current;
  private @Nullable QaRow next;

  TolerantFiles(List<Path> files, Rejects.Reading rejects) {
    this.files = files.iterator();
    this.rejects = rejects;
  }

  @Override
  public boolean hasNext() {
    while (next == null) {
      if (current == null) {
        if (!files.hasNext()) {
          rejects.finish();
          return false;
        }
        Path file = files.next();
        String name = String.valueOf(file.getFileName());
        current = TolerantRows.open(file, bad -> rejects.add(name, bad));
      }
      TolerantRows.Found found = current.next();
      if (found != null) {
        next = found.row();
      } else {
        current.close();
        current = null;
      }
    }
    return true;
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
    try (rejects) {
      if (current != null) {
        current.close();
        current = null;
      }
    }
  }
}
