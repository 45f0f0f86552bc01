package io.github.easyneg.internal.json;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.Place;
import io.github.easyneg.data.SourceRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file's records. Strict, it ends with an exception at the first that is broken;
 * tolerant, it hands broken ones to a consumer, and reads on.
 *
 * <p>Tolerant: where each line is a row of its own, lines are cut out first, so that the next one
 * begins where it begins, whatever came before, and a broken line costs that line alone: {@link
 * JsonPieces}. Where rows stretch over several lines, or are in an array, the parser finds the
 * rows: sound JSON that is not a row costs that row, but broken JSON ends the reading with an
 * exception, because nothing says where the next row begins.
 */
public interface JsonRecords extends AutoCloseable {

  /**
   * A record.
   *
   * @param lastLine on which it ends
   * @param text what the file has there, its first {@value BadRow#TEXT} characters; empty if that
   *     is not known
   */
  record Read(SourceRecord record, int lastLine, Supplier<String> text) {}

  /**
   * Returns the next good record; null at the end.
   *
   * @throws DatasetFormatException if there is nothing to go on with, or the file has no rows
   * @throws java.io.UncheckedIOException if the disk fails
   */
  @Nullable Read next();

  @Override
  void close();

  /** Opens a file; the first bad record ends the reading. */
  static JsonRecords strict(Path path) {
    String file = String.valueOf(path.getFileName());
    JsonRows<Map<String, Object>> rows =
        JsonRows.open(path, JsonRecord.READER, JsonRows.wrapper(path));
    return new Frame(
        file,
        bad -> {
          throw bad.problem();
        },
        rows);
  }

  /**
   * Opens a file.
   *
   * @param bad is handed each record that is left out
   */
  static JsonRecords tolerant(Path path, Consumer<BadRow> bad) {
    String file = String.valueOf(path.getFileName());
    String wrapper = JsonRows.wrapper(path);
    try {
      return wrapper.isEmpty() && JsonPieces.eachLineIsARow(path)
          ? new Lines(file, bad, JsonPieces.open(path))
          : new Frame(file, bad, JsonRows.open(path, JsonRecord.READER, wrapper));
    } catch (IOException e) {
      throw JsonRows.unreadable(file, e);
    }
  }

  /** A row on each line. */
  final class Lines implements JsonRecords {
    private final String file;
    private final Consumer<BadRow> bad;
    private final JsonPieces lines;
    private @Nullable JsonRows<Map<String, Object>> rows;
    private byte[] bytes = {};

    private Lines(String file, Consumer<BadRow> bad, JsonPieces lines) {
      this.file = file;
      this.bad = bad;
      this.lines = lines;
    }

    @Override
    public @Nullable Read next() {
      while (rows != null || nextPiece()) {
        Read found = nextInPiece();
        if (found != null) {
          return found;
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
      rows = JsonRows.of(file, lines.line() - 1, bytes, JsonRecord.READER);
      return true;
    }

    private @Nullable Read nextInPiece() {
      JsonRows<Map<String, Object>> here = rows;
      while (here != null) {
        try {
          if (here.hasNext()) {
            SourceRecord record = new SourceRecord(Place.of(file, here.line()), here.next());
            return new Read(record, here.lastLine(), this::beginning);
          }
          here = null;
        } catch (DatasetFormatException e) {
          if (e.brokenJson()) {
            bad.accept(new BadRow(lines.line(), lines.line(), e, beginning()));
            here = null;
          } else {
            bad.accept(new BadRow(here.line(), here.lastLine(), e, beginning()));
          }
        }
      }
      // There is nothing to close: the piece is in memory.
      rows = null;
      return null;
    }

    private String beginning() {
      int most = BadRow.TEXT;
      // A character takes up to three bytes, and where it takes four it counts as two.
      return BadRow.beginning(
          new String(bytes, 0, Math.min(bytes.length, 3 * most), StandardCharsets.UTF_8).strip());
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
  final class Frame implements JsonRecords {
    private final String file;
    private final Consumer<BadRow> bad;
    private final JsonRows<Map<String, Object>> rows;

    private Frame(String file, Consumer<BadRow> bad, JsonRows<Map<String, Object>> rows) {
      this.file = file;
      this.bad = bad;
      this.rows = rows;
    }

    @Override
    public @Nullable Read next() {
      while (true) {
        try {
          if (!rows.hasNext()) {
            return null;
          }
          SourceRecord record = new SourceRecord(Place.of(file, rows.line()), rows.next());
          return new Read(record, rows.lastLine(), () -> "");
        } catch (DatasetFormatException e) {
          if (e.brokenJson() || rows.ended()) {
            throw e;
          }
          bad.accept(new BadRow(rows.line(), rows.lastLine(), e, ""));
        }
      }
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
