package io.github.easyneg.check;

import io.github.easyneg.data.Place;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.text.NotNull;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How files are read. Immutable.
 *
 * @param readAs what the files are taken for, and which fields are what, a line for each kind
 * @param rows the first rows as they are understood
 */
public record Preview(List<String> readAs, List<Row> rows) {
  private static final int SHOWN_CHARACTERS = 72;

  /** Copies the lists. */
  public Preview {
    NotNull.check(readAs, "readAs");
    NotNull.check(rows, "rows");
    readAs = List.copyOf(readAs);
    rows = List.copyOf(rows);
  }

  /**
   * A row and where it begins.
   *
   * @param place where its record begins
   * @param row the row
   */
  public record Row(Place place, QaRow row) {

    /** Refuses null. */
    public Row {
      NotNull.check(row, "row");
      NotNull.check(place, "place");
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
