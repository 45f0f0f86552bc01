package io.github.easyneg.cli.compare;

import io.github.easyneg.format.Audit;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.RejectedCandidate;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** An audit: its figures are counted, its guards are those of the candidates that it shows. */
final class AuditSubject implements Subject {
  private static final double[] SHARES = {0.05, 0.5, 0.95};

  private final Path file;
  private final Map<String, Number> figures = new LinkedHashMap<>();
  private final Map<String, Long> guards = new TreeMap<>();
  private final Map<String, Integer> uses = new HashMap<>();
  private final Values cosines = new Values();
  private final Values cosineQuantiles = new Values();
  private final Values lexicalQuantiles = new Values();
  private long rows;
  private long shortRows;

  private AuditSubject(Path file) {
    this.file = file;
  }

  static AuditSubject read(Path file) {
    AuditSubject audit = new AuditSubject(file);
    try (Stream<MinedRow> rows = Audit.read(file)) {
      rows.forEachOrdered(audit::count);
    }
    audit.settle();
    return audit;
  }

  private void count(MinedRow row) {
    rows++;
    shortRows += row.shortfall().isPresent() ? 1 : 0;
    for (MinedNegative negative : row.negatives()) {
      uses.merge(negative.passage().id(), 1, Integer::sum);
      cosines.add(negative.cosine());
      cosineQuantiles.add(negative.cosineQuantile());
      lexicalQuantiles.add(negative.lexicalQuantile());
    }
    for (RejectedCandidate candidate : row.rejected()) {
      guards.merge(candidate.guard(), 1L, Long::sum);
    }
  }

  private void settle() {
    figures.put(Figures.ROWS, rows);
    figures.put(Figures.SHORT, shortRows);
    figures.put(Figures.NEGATIVES, (long) cosines.size);
    figures.put(Figures.DISTINCT, (long) uses.size());
    figures.put(
        Figures.MOST_USED, uses.values().stream().mapToLong(Integer::longValue).max().orElse(0));
    put("cosine", cosines);
    put("cosine quantile", cosineQuantiles);
    put("word quantile", lexicalQuantiles);
  }

  private void put(String name, Values values) {
    float[] sorted = Arrays.copyOf(values.all, values.size);
    Arrays.sort(sorted);
    for (double share : SHARES) {
      if (sorted.length > 0) {
        int at = (int) Math.min(sorted.length - 1L, (long) (share * sorted.length));
        figures.put(Figures.quantile(name, share), (double) sorted[at]);
      }
    }
  }

  @Override
  public String name() {
    return String.format(Locale.ROOT, "%s (audit)", file);
  }

  @Override
  public Map<String, String> settings() {
    return Map.of();
  }

  @Override
  public Map<String, Number> figures() {
    return figures;
  }

  @Override
  public Map<String, Long> guards() {
    return guards;
  }

  @Override
  public void forEachRow(Consumer<ComparedRow> user) {
    try (Stream<MinedRow> rows = Audit.read(file)) {
      rows.forEachOrdered(
          row -> {
            Map<String, String> negatives = new LinkedHashMap<>();
            row.negatives().forEach(one -> negatives.put(one.passage().id(), one.passage().text()));
            user.accept(
                ComparedRow.of(
                    row.number(), row.row().question(), row.row().contexts(), negatives));
          });
    }
  }

  /** Numbers in memory, four bytes each. */
  private static final class Values {
    private float[] all = new float[64];
    private int size;

    void add(double value) {
      if (size == all.length) {
        all = Arrays.copyOf(all, size * 2);
      }
      all[size++] = (float) value;
    }
  }
}
