package io.github.easyneg.internal.json;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.QaRow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file's rows and hands bad ones to {@link Rejects}. Where each line is a row, lines are
 * cut out first, so that the next one begins where it begins, whatever stood before: {@link
 * RowLines}. Elsewhere the parser finds the rows, and only sound JSON can be passed over.
 */
interface TolerantRows extends AutoCloseable {

  /** Returns the next good row; null at the end. */
  @Nullable QaRow next();

  @Override
  void close();

  static TolerantRows open(Path path, Rejects.Reading rejects) {
    String file = String.valueOf(path.getFileName());
    try {
      return JsonInspection.eachLineIsARow(path)
          ? new Lines(file, rejects, RowLines.open(path))
          : new Frame(file, rejects, JsonRows.open(path, JsonRow.READER));
    } catch (IOException e) {
      throw JsonRows.unreadable(file, e);
    }
  }

  /** Returns a problem in words, without its place. */
  private static String reason(String file, DatasetFormatException problem) {
    return String.valueOf(problem.getMessage())
        .replaceFirst(Pattern.quote(file) + ":(\\d+:)? ", "");
  }

  private static boolean brokenJson(DatasetFormatException problem) {
    return problem.getCause() instanceof IOException;
  }

  /** A row on each line. */
  final class Lines implements TolerantRows {
    private final String file;
    private final Rejects.Reading rejects;
    private final RowLines lines;
    private @Nullable JsonRows<QaRow> rows;
    private byte[] bytes = {};

    private Lines(String file, Rejects.Reading rejects, RowLines lines) {
      this.file = file;
      this.rejects = rejects;
      this.lines = lines;
    }

    @Override
    public @Nullable QaRow next() {
      while (rows != null || nextPiece()) {
        QaRow row = nextInPiece();
        if (row != null) {
          return row;
        }
      }
      return null;
    }

    private boolean nextPiece() {
      try {
        Optional<byte[]> found = lines.next();
        if (found.isEmpty()) {
          return false;
        }
        bytes = found.get();
      } catch (IOException e) {
        throw JsonRows.unreadable(file, e);
      }
      rows = JsonRows.of(file, lines.line() - 1, bytes, JsonRow.READER);
      return true;
    }

    private @Nullable QaRow nextInPiece() {
      JsonRows<QaRow> here = rows;
      while (here != null) {
        try {
          if (here.hasNext()) {
            return here.next();
          }
          here = null;
        } catch (DatasetFormatException e) {
          if (brokenJson(e)) {
            rejects.add(file, lines.line(), lines.line(), reason(file, e), beginning());
            here = null;
          } else {
            rejects.add(file, here.line(), here.lastLine(), reason(file, e), beginning());
          }
        }
      }
      // There is nothing to close: the piece is in memory.
      rows = null;
      return null;
    }

    private String beginning() {
      int most = Rejects.TEXT;
      // A character takes up to three bytes, and where it takes four it counts as two.
      String text =
          new String(bytes, 0, Math.min(bytes.length, 3 * most), StandardCharsets.UTF_8).strip();
      if (text.length() <= most) {
        return text;
      }
      return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }

    @Override
    public void close() {
      try {
        lines.close();
      } catch (IOException e) {
        throw JsonRows.unreadable(file, e);
      }
    }
  }

  /** An array of rows, or rows that stretch over several lines. */
  final class Frame implements TolerantRows {
    private final String file;
    private final Rejects.Reading rejects;
    private final JsonRows<QaRow> rows;

    private Frame(String file, Rejects.Reading rejects, JsonRows<QaRow> rows) {
      this.file = file;
      this.rejects = rejects;
      this.rows = rows;
    }

    @Override
    public @Nullable QaRow next() {
      while (true) {
        try {
          return rows.hasNext() ? rows.next() : null;
        } catch (DatasetFormatException e) {
          if (brokenJson(e) || rows.ended()) {
            throw e;
          }
          rejects.add(file, rows.line(), rows.lastLine(), reason(file, e), "");
        }
      }
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
