package io.github.easyneg.csv;

import java.io.IOException;
import java.io.Reader;

/**
 * Passes a text through and keeps its last lines, so that a record's original text can be shown. A
 * line ends with a line feed, a carriage return, or both, as it does for the reader of records.
 */
final class RecentLines extends Reader {
  private static final int OFTEN_ENOUGH = 1 << 16;

  private final Reader in;
  private final StringBuilder kept = new StringBuilder();
  private int from;
  private long first = 1;

  RecentLines(Reader in) {
    this.in = in;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      kept.append(buffer, offset, read);
    }
    return read;
  }

  /** Forgets the lines before one. */
  void forget(long line) {
    while (first < line && from < kept.length()) {
      from = after(from);
      first++;
    }
    if (from > OFTEN_ENOUGH) {
      kept.delete(0, from);
      from = 0;
    }
  }

  /**
   * Returns the lines from the first that is kept up to another, without the end of that one.
   *
   * @param most characters at most, of which none is half a pair
   */
  String upTo(long last, int most) {
    int end = from;
    for (long line = first; line <= last && end < kept.length() && end - from <= most; line++) {
      end = after(end);
    }
    String text = kept.substring(from, Math.min(end, from + most + 2)).replaceFirst("[\r\n]+$", "");
    if (text.length() <= most) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** Returns where the line ends that begins at a place. */
  private int after(int start) {
    int at = start;
    while (at < kept.length() && kept.charAt(at) != '\n' && kept.charAt(at) != '\r') {
      at++;
    }
    boolean both = at + 1 < kept.length() && kept.charAt(at) == '\r' && kept.charAt(at + 1) == '\n';
    return Math.min(kept.length(), at + (both ? 2 : 1));
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
