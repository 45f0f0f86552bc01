package io.github.easyneg.internal.json;

import io.github.easyneg.data.QaRow;
import java.util.Iterator;

/** Rows to be read once and then closed. */
interface RowSource extends Iterator<QaRow>, AutoCloseable {
  @Override
  void close();
}
