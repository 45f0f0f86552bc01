package io.github.easyneg.check;

import io.github.easyneg.data.Place;
import io.github.easyneg.data.QaRow;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How files are read. Immutable; made by a {@link DatasetCheck} alone. */
public final class Preview {
  private static final int SHOWN_CHARACTERS = 72;

  private final List<String> readAs;
  private final List<Row> rows;

  Preview(List<String> readAs, List<Row> rows) {
    this.readAs = List.copyOf(readAs);
    this.rows = List.copyOf(rows);
  }

  /** Returns what the files are taken for, and which fields are what, a line for each kind. */
  public List<String> readAs() {
    return readAs;
  }

  /** Returns the first rows as they are understood. */
  public List<Row> rows() {
    return rows;
  }

  /** A row and where it begins. Immutable. */
  public static final class Row {
    private final Place place;
    private final QaRow row;

    Row(Place place, QaRow row) {
      this.place = place;
      this.row = row;
    }

    /** Returns where the row's record begins. */
    public Place place() {
      return place;
    }

    /** Returns the row. */
    public QaRow row() {
      return row;
    }
  }

  /** Returns both for people, texts cut to a line. */
  @Override
  public String toString() {
    StringBuilder shown = new StringBuilder();
    readAs.forEach(line -> shown.append(line).append('\n'));
    rows.forEach(row -> append(shown, row));
    return shown.toString();
  }

  private static void append(StringBuilder shown, Row found) {
    QaRow row = found.row();
    shown.append(found.place()).append('\n');
    line(shown, "question", row.question());
    row.answers().forEach(answer -> line(shown, "answer", answer));
    for (int i = 0; i < row.contexts().size(); i++) {
      String id = row.contextId(i).map(known -> " [" + known + "]").orElse("");
      line(shown, row.isPositive(i) ? "positive" : "negative", row.contexts().get(i) + id);
    }
    if (!row.extra().isEmpty()) {
      line(
          shown,
          "kept",
          row.extra().entrySet().stream().map(Map.Entry::getKey).collect(Collectors.joining(", ")));
    }
  }

  private static void line(StringBuilder shown, String name, String text) {
    String flat = text.replaceAll("\\s+", " ").strip();
    if (flat.codePointCount(0, flat.length()) > SHOWN_CHARACTERS) {
      flat = flat.substring(0, flat.offsetByCodePoints(0, SHOWN_CHARACTERS)) + " …";
    }
    shown.append(String.format(Locale.ROOT, "  %-10s %s\n", name, flat));
  }
}
