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
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of one file, of whatever type and shape. For one thread. */
final class FileRows implements RowSource {
  private final Function<Set<String>, Shape> shapes;
  private final InputFormat format;
  private final NamedPassages named;
  private final Consumer<BadRow> bad;
  private final JsonRecords records;
  private final Deque<Found> ready = new ArrayDeque<>();
  private Optional<ReadAs.Kind> kind = Optional.empty();
  private Shape.@Nullable Converter converter;
  private boolean ended;

  /**
   * Reads records as rows.
   *
   * @param shapes tells by the names of the first record's fields what they are
   * @param bad is handed each record that is not a row
   */
  FileRows(
      Function<Set<String>, Shape> shapes,
      InputFormat format,
      NamedPassages named,
      JsonRecords records,
      Consumer<BadRow> bad) {
    this.shapes = shapes;
    this.format = format;
    this.named = named;
    this.bad = bad;
    this.records = records;
  }

  /**
   * Opens a file's records.
   *
   * @param tolerant is handed each record that is broken; empty if the first ends the reading
   */
  static JsonRecords records(Path path, Optional<Consumer<BadRow>> tolerant) {
    RecordFile file = RecordFile.of(path);
    Optional<RecordFileType> type = RecordTypes.of(file);
    if (type.isPresent()) {
      return new Typed(
          file.name(),
          type.get().open(file),
          tolerant.orElse(
              row -> {
                throw row.problem();
              }));
    }
    return tolerant.isPresent()
        ? JsonRecords.tolerant(path, tolerant.get())
        : JsonRecords.strict(path);
  }

  @Override
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
    if (converter == null) {
      Shape shape = shapes.apply(record.fields().keySet());
      kind = Optional.of(ReadAs.Kind.of(shape, record.fields().keySet()));
      converter = shape.converter(format, named);
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
    bad.accept(new BadRow(line, read.lastLine(), exception, text(read)));
  }

  /** Returns what the file has of a record, or else the record. */
  static String text(JsonRecords.Read read) {
    String text = read.text().get();
    return text.isEmpty() ? BadRow.beginning(read.record().fields()) : text;
  }

  @Override
  public Optional<ReadAs.Kind> kind() {
    return kind;
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
          return new Read(record.get(), reader.lastLine().orElse(line), this::text);
        } catch (DatasetFormatException e) {
          if (e.brokenJson() || e.place().isEmpty() || e.place().get().line().isEmpty()) {
            throw e;
          }
          any = true;
          int line = e.place().get().line().getAsInt();
          bad.accept(new BadRow(line, reader.lastLine().orElse(line), e, text()));
        }
      }
    }

    private String text() {
      return BadRow.beginning(reader.text());
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
