package io.github.easyneg.internal.json;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a file in which each line is a row into pieces of JSON: a line, or several where a row
 * stretches over them all the same. A line that is broken, and that no following line completes, is
 * a piece of its own, so that it costs itself alone. One piece is in memory at a time.
 */
final class RowLines implements AutoCloseable {
  /** What so many lines do not complete was never meant to be completed. */
  private static final int MOST_LINES = 1000;

  /** How many lines are looked at to find out whether each is a row of its own. */
  private static final int SAMPLE_LINES = 10;

  private static final byte[] LINE_END = {'\n'};

  private final BufferedInputStream in;
  private final Deque<byte[]> ahead = new ArrayDeque<>();
  private int begin;

  /** Up to this line no line is completed by those that follow it. */
  private int endless;

  private int end;

  private RowLines(BufferedInputStream in) {
    this.in = in;
  }

  /** Looks at a file's beginning and tells whether each line is a row of its own. */
  static boolean eachLineIsARow(Path file) throws IOException {
    try (BufferedInputStream in = TextFile.open(file)) {
      if (firstThatIsNotBlank(in) == '[') {
        return false;
      }
      int whole = 0;
      int beginRow = 0;
      int others = 0;
      for (int i = 0; i < SAMPLE_LINES; i++) {
        byte[] line = nextLine(in).orElse(new byte[0]);
        if (beginsRow(line)) {
          beginRow++;
          whole += JsonRows.soundness(line) == JsonRows.Soundness.WHOLE ? 1 : 0;
        } else if (!isBlank(line)) {
          others++;
        }
      }
      // Some lines may be broken; where rows stretch over lines, most lines begin none.
      return whole > 0 && beginRow >= others;
    }
  }

  /** Looks only that far: an array may be one line, and larger than memory. */
  private static int firstThatIsNotBlank(BufferedInputStream in) throws IOException {
    int first;
    do {
      in.mark(1);
      first = in.read();
    } while (first == ' ' || first == '\t' || first == '\r' || first == '\n');
    in.reset();
    return first;
  }

  private static boolean beginsRow(byte[] line) {
    int i = 0;
    while (i < line.length && (line[i] == ' ' || line[i] == '\t')) {
      i++;
    }
    return i < line.length && line[i] == '{';
  }

  /** Opens a file. */
  static RowLines open(Path file) {
    return new RowLines(TextFile.open(file));
  }

  /** Returns the next piece that is not blank; empty at the end. */
  Optional<byte[]> next() throws IOException {
    Optional<byte[]> line;
    do {
      line = nextLine();
      end++;
    } while (line.isPresent() && isBlank(line.get()));
    begin = end;
    if (line.isEmpty()
        || end <= endless
        || JsonRows.soundness(line.get()) != JsonRows.Soundness.CUT_OFF) {
      return line;
    }
    Optional<byte[]> completed = completed(line.get());
    return completed.isPresent() ? completed : line;
  }

  /** Returns the line on which the last piece begins, from 1. */
  int line() {
    return begin;
  }

  /** Adds following lines until they make sound JSON; if they never do, they stay unread. */
  private Optional<byte[]> completed(byte[] line) throws IOException {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.writeBytes(line);
    List<byte[]> added = new ArrayList<>();
    JsonRows.Soundness soundness;
    try (JsonRows.Growing text = new JsonRows.Growing()) {
      soundness = text.add(line);
      while (soundness == JsonRows.Soundness.CUT_OFF && added.size() < MOST_LINES) {
        Optional<byte[]> more = nextLine();
        if (more.isEmpty()) {
          break;
        }
        added.add(more.get());
        joined.write('\n');
        joined.writeBytes(more.get());
        soundness = text.add(LINE_END);
        if (soundness != JsonRows.Soundness.BROKEN) {
          soundness = text.add(more.get());
        }
      }
    }
    if (soundness == JsonRows.Soundness.WHOLE) {
      end += added.size();
      return Optional.of(joined.toByteArray());
    }
    if (soundness == JsonRows.Soundness.CUT_OFF) {
      // None of these lines ended what was begun; each of them begun anew would take the square.
      endless = end + added.size();
    }
    for (int i = added.size() - 1; i >= 0; i--) {
      ahead.addFirst(added.get(i));
    }
    return Optional.empty();
  }

  private Optional<byte[]> nextLine() throws IOException {
    byte[] line = ahead.pollFirst();
    return line == null ? nextLine(in) : Optional.of(line);
  }

  /** Reads up to the next line feed; empty at the end. */
  static Optional<byte[]> nextLine(BufferedInputStream in) throws IOException {
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
    for (; next >= 0 && next != '\n'; next = in.read()) {
      line.write(next);
    }
    return Optional.of(line.toByteArray());
  }

  static boolean isBlank(byte[] line) {
    for (byte b : line) {
      if (b != ' ' && b != '\t' && b != '\r') {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
