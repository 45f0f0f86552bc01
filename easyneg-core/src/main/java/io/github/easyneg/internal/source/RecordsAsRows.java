package io.github.easyneg.internal.source;

import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns records into rows that are not read from files: one row from each record. Thread-safe. */
public final class RecordsAsRows {
  private final Shape shape;
  private final Shape.OneToOne converter;

  private RecordsAsRows(Shape shape, Shape.OneToOne converter) {
    this.shape = shape;
    this.converter = converter;
  }

  /**
   * Prepares for records.
   *
   * @param format by which they are read
   * @param fields the names of their fields, in order
   * @throws IllegalArgumentException if records of that shape make more than one row, or fewer
   */
  public static RecordsAsRows of(InputFormat format, Set<String> fields) {
    Shape shape = Shapes.of(format, fields);
    if (shape instanceof UnknownShape) {
      throw new IllegalArgumentException(
          "the columns are "
              + fields
              + "; expected those of a known shape, such as contexts, question, answer and"
              + " positive_ctx_idx. Rename them, or say which is what with a map.");
    }
    Shape.Converter converter = shape.converter(format, NamedPassages.NONE);
    if (converter instanceof Shape.OneToOne oneToOne) {
      return new RecordsAsRows(shape, oneToOne);
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "the columns %s are those of %s, of which a row may need several records; give a row"
                + " for each question, with the columns contexts, question, answer and"
                + " positive_ctx_idx.",
            fields,
            shape.title()));
  }

  /** Returns what people call the shape; empty for the default one. */
  public Optional<String> title() {
    return shape instanceof GermanragShape ? Optional.empty() : Optional.of(shape.title());
  }

  /**
   * Returns the row of a record.
   *
   * @param fields by name, in order, of the types that {@link io.github.easyneg.data.SourceRecord}
   *     lists
   * @throws IllegalArgumentException if it is not as expected; the message does not name the place
   */
  public QaRow row(Map<String, Object> fields) {
    return converter.row(new RecordFields(fields));
  }
}
