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
final class JsonPieces implements AutoCloseable {
  /** What so many lines do not complete was never meant to be completed. */
  private static final int MOST_LINES = 1000;

  /** How many lines are looked at to find out whether each is a row of its own. */
  private static final int SAMPLE_LINES = 10;

  private static final byte[] LINE_END = {'\n'};

  private final BufferedInputStream in;
  private final Deque<Line> ahead = new ArrayDeque<>();
  private int begin;

  /** Up to this line no line is completed by those that follow it. */
  private int endless;

  private int end;

  /**
   * A line that was read ahead.
   *
   * @param hopeless whether what it begins is known to be broken by a later line
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Line(byte[] bytes, boolean hopeless) {}

  private JsonPieces(BufferedInputStream in) {
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
  static JsonPieces open(Path file) {
    return new JsonPieces(TextFile.open(file));
  }

  /** Returns the next piece that is not blank; empty at the end. */
  Optional<byte[]> next() throws IOException {
    Optional<Line> next;
    do {
      next = nextLine();
      end++;
    } while (next.isPresent() && isBlank(next.get().bytes()));
    begin = end;
    Optional<byte[]> line = next.map(Line::bytes);
    if (next.isEmpty()
        || end <= endless
        || next.get().hopeless()
        || JsonRows.soundness(next.get().bytes()) != JsonRows.Soundness.CUT_OFF) {
      return line;
    }
    Optional<byte[]> completed = completed(next.get().bytes());
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
    List<Line> added = new ArrayList<>();
    Depths depths = new Depths();
    JsonRows.Soundness soundness;
    try (JsonRows.Growing text = new JsonRows.Growing()) {
      soundness = text.add(line);
      while (soundness == JsonRows.Soundness.CUT_OFF && added.size() < MOST_LINES) {
        Optional<Line> more = nextLine();
        if (more.isEmpty()) {
          break;
        }
        added.add(more.get());
        joined.write('\n');
        joined.writeBytes(more.get().bytes());
        soundness = text.add(LINE_END);
        depths.begin(text.depth());
        if (soundness != JsonRows.Soundness.BROKEN) {
          soundness = text.add(more.get().bytes());
        }
        depths.end(text.lowest());
      }
    }
    if (soundness == JsonRows.Soundness.WHOLE) {
      end += added.size();
      return Optional.of(joined.toByteArray());
    }
    if (soundness == JsonRows.Soundness.CUT_OFF) {
      // None of these lines ended what was begun; each of them begun again would take the square.
      endless = end + added.size();
    }
    boolean broken = soundness == JsonRows.Soundness.BROKEN;
    for (int i = added.size() - 1; i >= 0; i--) {
      Line read = added.get(i);
      boolean hopeless = broken && depths.staysOpen(i);
      ahead.addFirst(new Line(read.bytes(), read.hopeless() || hopeless));
    }
    return Optional.empty();
  }

  /**
   * How deep in arrays and objects lines begin, of which the last broke what the first began. What
   * a line begins while it is that deep and what is not closed before the last line is broken by it
   * just the same; to try each of them would take the square of their number.
   */
  private static final class Depths {
    private final List<Integer> atBegin = new ArrayList<>();
    private final List<Integer> lowest = new ArrayList<>();

    void begin(int depth) {
      atBegin.add(depth);
    }

    void end(int lowestDepth) {
      lowest.add(lowestDepth);
    }

    /** Tells whether what a line begins is still open where the text breaks; from last to first. */
    boolean staysOpen(int line) {
      if (line + 1 == lowest.size()) {
        // What breaks here may be sound where it is the beginning.
        return false;
      }
      lowest.set(line, Math.min(lowest.get(line), lowest.get(line + 1)));
      return lowest.get(line) > atBegin.get(line);
    }
  }

  private Optional<Line> nextLine() throws IOException {
    Line line = ahead.pollFirst();
    return line == null ? nextLine(in).map(read -> new Line(read, false)) : Optional.of(line);
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
