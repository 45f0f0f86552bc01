package io.github.easyneg.cli.compare;

import io.github.easyneg.internal.text.Excerpt;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison as lines to read. */
public final class ComparisonTable {
  private final Comparison comparison;
  private final StringBuilder out = new StringBuilder();

  private ComparisonTable(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Returns the lines. */
  public static String of(Comparison comparison) {
    ComparisonTable table = new ComparisonTable(comparison);
    table.figures();
    table.guards();
    table.settings();
    table.negatives();
    table.rows();
    return table.out.toString();
  }

  private void figures() {
    line("A  %s", comparison.a().name());
    line("B  %s", comparison.b().name());
    line("");
    line("%-34s %12s %12s", "", "A", "B");
    for (String name : comparison.figures()) {
      line(
          "%-34s %12s %12s",
          name,
          shown(comparison.a().figures().get(name)),
          shown(comparison.b().figures().get(name)));
    }
  }

  private void guards() {
    Map<String, Long> a = comparison.a().guards();
    Map<String, Long> b = comparison.b().guards();
    for (String guard : comparison.guards()) {
      line("%-34s %12s %12s", "rejected by " + guard, shown(a.get(guard)), shown(b.get(guard)));
    }
  }

  private void settings() {
    line("");
    if (!comparison.hasSettings()) {
      line("settings: an audit does not hold them; compare two reports to see those that differ");
      return;
    }
    Map<String, List<String>> differ = comparison.settings();
    line(differ.isEmpty() ? "settings: all equal" : "settings that differ");
    differ.forEach(
        (name, values) -> {
          line("  %s", name);
          line("    A  %s", values.get(0).isEmpty() ? "not set" : values.get(0));
          line("    B  %s", values.get(1).isEmpty() ? "not set" : values.get(1));
        });
  }

  private void negatives() {
    line("");
    line(
        "equal negatives: %,d; that is %.1f %% (A has %,d, B %,d in the %,d rows that are in both)",
        comparison.equalNegatives(),
        100 * comparison.equalShare(),
        comparison.negativesOfA(),
        comparison.negativesOfB(),
        comparison.rowsInBoth());
    if (comparison.rowsOnlyInA() + comparison.rowsOnlyInB() > 0) {
      line(
          "rows in one alone: %,d in A, %,d in B",
          comparison.rowsOnlyInA(), comparison.rowsOnlyInB());
    }
  }

  private void rows() {
    line(
        "rows with other negatives: %,d%s",
        comparison.partingRows(),
        comparison.shownRows().size() == comparison.partingRows()
            ? ""
            : String.format(Locale.ROOT, "; the first %,d:", comparison.shownRows().size()));
    for (Comparison.Parting row : comparison.shownRows()) {
      line(
          "  row %d%s: %s",
          row.rowInA(),
          row.rowInA() == row.rowInB() ? "" : " of A, " + row.rowInB() + " of B",
          Excerpt.shown(row.question()));
      row.onlyInA().values().forEach(text -> line("    A  %s", Excerpt.shown(text)));
      row.onlyInB().values().forEach(text -> line("    B  %s", Excerpt.shown(text)));
    }
  }

  private static String shown(@Nullable Number figure) {
    if (figure == null) {
      return "-";
    }
    return figure instanceof Long || figure instanceof Integer
        ? String.format(Locale.ROOT, "%,d", figure.longValue())
        : String.format(Locale.ROOT, "%.3f", figure.doubleValue());
  }

  private void line(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
