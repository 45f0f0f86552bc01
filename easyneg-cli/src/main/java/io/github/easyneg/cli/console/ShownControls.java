package io.github.easyneg.cli.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Shows control characters as {@code \}{@code u001b} instead of sending them to a terminal, which
 * would interpret them: texts, file names and answers of servers may hold sequences that clear the
 * screen, change the window's title, or reverse the direction of what follows. Tabs and line feeds
 * stay, and so does a carriage return before a line feed.
 *
 * <p>Remembers the first failure, which a {@link PrintWriter} around it would swallow. For one
 * thread at a time, as a PrintWriter sees to.
 */
final class ShownControls extends Writer {
  private final Writer to;
  private boolean afterReturn;
  private @Nullable IOException failure;

  ShownControls(Writer to) {
    this.to = to;
  }

  @Override
  public void write(char[] chars, int from, int length) throws IOException {
    StringBuilder shown = new StringBuilder(length + 16);
    for (int i = from; i < from + length; i++) {
      char c = chars[i];
      if (afterReturn) {
        afterReturn = false;
        shown.append(c == '\n' ? "\r" : escape('\r'));
      }
      if (c == '\r') {
        afterReturn = true;
      } else if (c != '\n' && c != '\t' && isControl(c)) {
        shown.append(escape(c));
      } else {
        shown.append(c);
      }
    }
    send(shown.toString());
  }

  /** Writes a control sequence of this program's own, unescaped. */
  void obeyed(String sequence) {
    try {
      send(sequence);
      flush();
    } catch (IOException e) {
      // Remembered, as for a PrintWriter.
    }
  }

  /**
   * Returns a writer to the same place that does not escape control sequences, such as bold in a
   * help.
   */
  Writer obeying() {
    return new Writer() {
      @Override
      public void write(char[] chars, int from, int length) {
        obeyed(new String(chars, from, length));
      }

      @Override
      public void flush() throws IOException {
        ShownControls.this.flush();
      }

      @Override
      public void close() throws IOException {
        ShownControls.this.close();
      }
    };
  }

  private void send(String text) throws IOException {
    try {
      to.write(text);
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      if (afterReturn) {
        afterReturn = false;
        to.write(escape('\r'));
      }
      to.flush();
    } catch (IOException e) {
      throw remembered(e);
    }
  }

  @Override
  public void close() throws IOException {
    flush();
    to.close();
  }

  private IOException remembered(IOException e) {
    if (failure == null) {
      failure = e;
    }
    return e;
  }

  /** Returns what went wrong first, if anything did. */
  Optional<IOException> failure() {
    boolean inside = to instanceof PrintWriter printer && printer.checkError();
    return Optional.ofNullable(failure == null && inside ? new IOException() : failure);
  }

  /** Returns a text with its control characters shown, line feeds too. */
  static String line(String text) {
    StringBuilder shown = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '\t' && isControl(c)) {
        shown.append(escape(c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  /** C0, C1, the two line separators, and what changes the direction of text. */
  private static boolean isControl(char c) {
    return c < ' '
        || (c >= 0x7F && c <= 0x9F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2066 && c <= 0x2069);
  }

  private static String escape(char c) {
    return String.format(Locale.ROOT, "\\u%04x", (int) c);
  }
}
