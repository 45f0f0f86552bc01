package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.data.SourceRecord;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** A way in which people write rows down. */
interface Shape {

  /** Returns the name by which options know the shape. */
  String name();

  /** Returns what people call it. */
  String title();

  /** Tells by the names of a record's fields, in order, whether it is of this shape. */
  boolean fits(Set<String> fields);

  /**
   * Returns which fields are what, much as {@code --map} says it.
   *
   * @param fields of the first record
   */
  String mapping(Set<String> fields);

  /** Returns the ids by which a record names passages of a corpus; none by default. */
  default Set<String> ids(Map<String, Object> record) {
    return Set.of();
  }

  /**
   * Begins a reading.
   *
   * @param named passages that records name by their ids
   */
  Converter converter(InputFormat format, NamedPassages named);

  /** Turns the records of one file into rows. */
  interface Converter {
    /**
     * Takes the next record.
     *
     * @param rows takes what the record, or those before it, make
     * @param problems takes in words what is wrong with a part of the record, which may have other
     *     parts that are rows
     * @throws IllegalArgumentException if it is not as expected; the message does not name the
     *     place
     */
    void accept(SourceRecord record, Consumer<Found> rows, Consumer<String> problems);

    /** Takes the end of the file. */
    default void end(Consumer<Found> rows) {}
  }

  /** A record that is one row. */
  @FunctionalInterface
  interface OneToOne extends Converter {
    /** Returns the row. */
    QaRow row(RecordFields record);

    @Override
    default void accept(SourceRecord record, Consumer<Found> rows, Consumer<String> problems) {
      rows.accept(new Found(record.place(), row(new RecordFields(record.fields()))));
    }
  }
}
