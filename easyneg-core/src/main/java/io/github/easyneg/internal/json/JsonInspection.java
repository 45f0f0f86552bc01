package io.github.easyneg.internal.json;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.QaRow;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a file's rows and goes on after those that are broken.
 *
 * <p>Where each line is a row of its own, a broken one costs that line alone. Where rows stretch
 * over several lines, or stand in an array, a row that is no row costs that row, but JSON that is
 * broken ends the reading, because nothing says where the next row begins.
 */
public final class JsonInspection {
  /** How many lines are looked at to find out whether each is a row of its own. */
  private static final int SAMPLE_LINES = 10;

  private final String name;
  private final Consumer<Read> rows;
  private final Consumer<DatasetFormatException> problems;

  /**
   * A row and the line that it begins on.
   *
   * @param line from 1
   */
  public record Read(int line, QaRow row) {}

  private JsonInspection(
      String name, Consumer<Read> rows, Consumer<DatasetFormatException> problems) {
    this.name = name;
    this.rows = rows;
    this.problems = problems;
  }

  /**
   * Reads a file.
   *
   * @param rows is handed what can be read
   * @param problems is handed what cannot; the messages name file and line
   * @throws java.io.UncheckedIOException if the disk fails
   */
  public static void read(
      Path file, Consumer<Read> rows, Consumer<DatasetFormatException> problems) {
    JsonInspection inspection =
        new JsonInspection(String.valueOf(file.getFileName()), rows, problems);
    try {
      if (eachLineIsARow(file)) {
        inspection.lines(file);
      } else {
        inspection.stream(file);
      }
    } catch (DatasetFormatException e) {
      problems.accept(e);
    } catch (IOException e) {
      RuntimeException worded = JsonRows.unreadable(inspection.name, e);
      if (!(worded instanceof DatasetFormatException broken)) {
        throw worded;
      }
      problems.accept(broken);
    }
  }

  static boolean eachLineIsARow(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(JsonRows.text(file))) {
      int whole = 0;
      int beginRow = 0;
      int others = 0;
      for (int i = 0; i < SAMPLE_LINES; i++) {
        byte[] line = nextLine(in).orElse(new byte[0]);
        if (beginRow + others == 0 && begins(line, '[')) {
          return false;
        }
        if (begins(line, '{')) {
          beginRow++;
          whole += JsonRows.isWhole(line) ? 1 : 0;
        } else if (!isBlank(line)) {
          others++;
        }
      }
      // Some lines may be broken; where rows stretch over lines, most lines begin none.
      return whole > 0 && beginRow >= others;
    }
  }

  private void lines(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(JsonRows.text(file))) {
      int before = 0;
      for (Optional<byte[]> line = nextLine(in); line.isPresent(); line = nextLine(in)) {
        if (!isBlank(line.get())) {
          try (JsonRows<QaRow> pieces = JsonRows.of(name, before, line.get(), JsonRow.READER)) {
            boolean unused = drained(pieces);
          }
        }
        before++;
      }
    }
  }

  private void stream(Path file) {
    try (JsonRows<QaRow> pieces = JsonRows.open(file, JsonRow.READER)) {
      if (!drained(pieces)) {
        problems.accept(
            new DatasetFormatException(
                name
                    + ": what follows that was not read, because nothing says where the next row"
                    + " begins; write one row a line to have all of them checked."));
      }
    }
  }

  /** Hands all rows and problems on; tells whether the end was reached. */
  private boolean drained(JsonRows<QaRow> pieces) {
    while (true) {
      try {
        if (!pieces.hasNext()) {
          return true;
        }
        QaRow row = pieces.next();
        rows.accept(new Read(pieces.line(), row));
      } catch (DatasetFormatException e) {
        problems.accept(e);
        // Broken JSON, as opposed to sound JSON that is no row.
        if (e.getCause() instanceof IOException) {
          return false;
        }
      }
    }
  }

  static Optional<byte[]> nextLine(InputStream in) throws IOException {
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

  private static boolean begins(byte[] line, char c) {
    int i = 0;
    while (i < line.length && (line[i] == ' ' || line[i] == '\t')) {
      i++;
    }
    return i < line.length && line[i] == c;
  }
}
