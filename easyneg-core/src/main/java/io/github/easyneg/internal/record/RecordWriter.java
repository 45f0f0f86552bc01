package io.github.easyneg.internal.record;

import io.github.easyneg.format.FileType;
import io.github.easyneg.format.ObjectFormat;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.format.RecordEncoder;
import io.github.easyneg.internal.io.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes records to a file whose name says how: {@code .jsonl}, {@code .json}, either with {@code
 * .gz}, and {@code .parquet} where easyneg-parquet is present.
 *
 * <p>The file appears under its name at {@link #commit}; {@link #close} without it leaves nothing
 * behind. For one thread.
 */
public final class RecordWriter implements AutoCloseable {
  private final Path file;
  private final AtomicFile atomic;
  private final RecordEncoder encoder;
  private long records;
  private boolean finished;

  private RecordWriter(Path file, AtomicFile atomic, RecordEncoder encoder) {
    this.file = file;
    this.atomic = atomic;
    this.encoder = encoder;
  }

  /**
   * Begins to write {@code file}.
   *
   * @throws IllegalArgumentException if the name does not say what to write
   * @throws java.io.UncheckedIOException if the file cannot be begun
   */
  public static RecordWriter open(Path file) {
    return open(file, FileTypes.of(file));
  }

  /**
   * Begins to write {@code file}, which holds what a format makes of rows.
   *
   * @throws IllegalArgumentException if the name does not say what to write, or the format is no
   *     such file
   * @throws java.io.UncheckedIOException if the file cannot be begun
   */
  public static RecordWriter open(Path file, OutputFormat format) {
    return open(
        file,
        format instanceof ObjectFormat object
            ? JsonObjectFile.of(object, file)
            : FileTypes.of(file));
  }

  /** Begins a file of one JSON object, whatever its name. */
  static RecordWriter object(Path file) {
    return open(file, new JsonLines());
  }

  private static RecordWriter open(Path file, FileType type) {
    AtomicFile atomic = AtomicFile.create(file);
    try {
      return new RecordWriter(file, atomic, type.encoder(atomic.out()));
    } catch (IOException e) {
      atomic.close();
      throw AtomicFile.failed(file, e);
    } catch (RuntimeException | Error e) {
      atomic.close();
      throw e;
    }
  }

  /**
   * Adds a record.
   *
   * @throws IllegalArgumentException if the file cannot hold it; the message begins with the file
   *     and the record's number
   * @throws java.io.UncheckedIOException if the disk fails
   */
  public void write(OutputRecord record) {
    records++;
    try {
      encoder.write(record);
    } catch (IOException e) {
      throw AtomicFile.failed(file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ", record " + records + ": " + e.getMessage(), e);
    }
  }

  /** Returns the file. */
  public Path file() {
    return file;
  }

  /** Returns how many records were written. */
  public long records() {
    return records;
  }

  /**
   * Ends the file, which takes no more records and lies on the disk, under a temporary name.
   *
   * @throws IllegalArgumentException if the file cannot hold a record
   * @throws java.io.UncheckedIOException if the disk fails
   */
  public void finish() {
    if (finished) {
      return;
    }
    try {
      encoder.finish();
    } catch (IOException e) {
      throw AtomicFile.failed(file, e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
    }
    finished = true;
    atomic.settle();
  }

  /**
   * Makes the file appear under its name.
   *
   * @throws IllegalArgumentException if the file cannot hold a record
   * @throws java.io.UncheckedIOException if the disk fails
   */
  public void commit() {
    finish();
    atomic.commit();
  }

  /** Leaves nothing behind, unless the file was committed. May be called twice. */
  @Override
  public void close() {
    atomic.close();
  }
}
