package io.github.easyneg.internal.json;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.QaRow;
import java.io.BufferedInputStream;
import java.io.IOException;
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
    try (BufferedInputStream in = JsonText.open(file)) {
      if (firstThatIsNotBlank(in) == '[') {
        return false;
      }
      int whole = 0;
      int beginRow = 0;
      int others = 0;
      for (int i = 0; i < SAMPLE_LINES; i++) {
        byte[] line = RowLines.nextLine(in).orElse(new byte[0]);
        if (beginsRow(line)) {
          beginRow++;
          whole += JsonRows.soundness(line) == JsonRows.Soundness.WHOLE ? 1 : 0;
        } else if (!RowLines.isBlank(line)) {
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

  private void lines(Path file) throws IOException {
    try (RowLines lines = RowLines.open(file)) {
      for (Optional<byte[]> text = lines.next(); text.isPresent(); text = lines.next()) {
        try (JsonRows<QaRow> pieces =
            JsonRows.of(name, lines.line() - 1, text.get(), JsonRow.READER)) {
          boolean unused = drained(pieces);
        }
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

  private static boolean beginsRow(byte[] line) {
    int i = 0;
    while (i < line.length && (line[i] == ' ' || line[i] == '\t')) {
      i++;
    }
    return i < line.length && line[i] == '{';
  }
}
