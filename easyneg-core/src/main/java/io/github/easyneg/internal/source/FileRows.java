package io.github.easyneg.internal.source;

import io.github.easyneg.data.DatasetFormatException;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.Place;
import io.github.easyneg.data.RecordFile;
import io.github.easyneg.data.RecordFileType;
import io.github.easyneg.data.RecordReader;
import io.github.easyneg.data.SourceRecord;
import io.github.easyneg.internal.json.BadRow;
import io.github.easyneg.internal.json.JsonRecords;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of one file, of whatever type and shape. For one thread. */
public final class FileRows implements AutoCloseable {
  private final String file;
  private final InputFormat format;
  private final Consumer<BadRow> bad;
  private final JsonRecords records;
  private final Deque<Found> ready = new ArrayDeque<>();
  private @Nullable Shape shape;
  private Shape.@Nullable Converter converter;
  private boolean ended;

  private FileRows(String file, InputFormat format, Consumer<BadRow> bad, JsonRecords records) {
    this.file = file;
    this.format = format;
    this.bad = bad;
    this.records = records;
  }

  /** Opens a file; the first bad row ends the reading. */
  public static FileRows strict(Path path, InputFormat format) {
    return open(
        path,
        format,
        row -> {
          throw row.problem();
        },
        JsonRecords::strict);
  }

  /**
   * Opens a file.
   *
   * @param bad is handed each row that is left out
   */
  public static FileRows tolerant(Path path, InputFormat format, Consumer<BadRow> bad) {
    return open(path, format, bad, file -> JsonRecords.tolerant(file, bad));
  }

  private static FileRows open(
      Path path, InputFormat format, Consumer<BadRow> bad, Function<Path, JsonRecords> json) {
    RecordFile file = RecordFile.of(path);
    Optional<RecordFileType> type = RecordTypes.of(file);
    JsonRecords records =
        type.isPresent() ? new Typed(file.name(), type.get().open(file), bad) : json.apply(path);
    return new FileRows(file.name(), format, bad, records);
  }

  /**
   * Returns the next good row; null at the end.
   *
   * @throws DatasetFormatException if there is nothing to go on with, or the file has no rows
   * @throws java.io.UncheckedIOException if the disk fails
   */
  public @Nullable Found next() {
    while (ready.isEmpty() && !ended) {
      JsonRecords.Read read = records.next();
      if (read == null) {
        ended = true;
        if (converter != null) {
          converter.end(ready::add);
        }
      } else {
        convert(read);
      }
    }
    return ready.poll();
  }

  private void convert(JsonRecords.Read read) {
    SourceRecord record = read.record();
    if (shape == null || converter == null) {
      shape = Shapes.of(format, record.fields().keySet());
      converter = shape.converter(format);
    }
    try {
      converter.accept(record, ready::add, problem -> reject(read, problem, null));
    } catch (IllegalArgumentException e) {
      reject(read, String.valueOf(e.getMessage()), e);
    }
  }

  private void reject(JsonRecords.Read read, String problem, @Nullable Throwable cause) {
    DatasetFormatException exception =
        new DatasetFormatException(read.record().place(), problem, false, cause);
    int line = read.record().place().line().orElse(1);
    bad.accept(new BadRow(line, read.lastLine(), exception, read.text().get()));
  }

  /** Returns the shape that the file's records were read as; empty before the first. */
  Optional<Shape> shape() {
    return Optional.ofNullable(shape);
  }

  String file() {
    return file;
  }

  @Override
  public void close() {
    records.close();
  }

  /** The records of a file of a type that a module knows. */
  private static final class Typed implements JsonRecords {
    private final String file;
    private final RecordReader reader;
    private final Consumer<BadRow> bad;
    private boolean any;

    Typed(String file, RecordReader reader, Consumer<BadRow> bad) {
      this.file = file;
      this.reader = reader;
      this.bad = bad;
    }

    @Override
    public @Nullable Read next() {
      while (true) {
        try {
          Optional<SourceRecord> record = reader.next();
          if (record.isEmpty()) {
            requireAny();
            return null;
          }
          any = true;
          int line = record.get().place().line().orElse(1);
          return new Read(record.get(), line, () -> "");
        } catch (DatasetFormatException e) {
          if (e.brokenJson() || e.place().isEmpty() || e.place().get().line().isEmpty()) {
            throw e;
          }
          any = true;
          int line = e.place().get().line().getAsInt();
          bad.accept(new BadRow(line, line, e, ""));
        }
      }
    }

    private void requireAny() {
      if (!any) {
        any = true;
        throw new DatasetFormatException(
            Place.of(file), "there are no rows; expected at least one record.", false, null);
      }
    }

    @Override
    public void close() {
      reader.close();
    }
  }
}
