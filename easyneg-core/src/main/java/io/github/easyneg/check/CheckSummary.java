package io.github.easyneg.check;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a {@link DatasetCheck} counted. Immutable. */
public final class CheckSummary {
  private final Map<FindingKind, Long> counts;
  private final int limit;
  private final Rows rows;
  private final Optional<PassageTokens> tokens;

  /**
   * The rows of the files, their contexts that are a positive, and the passages that are next to
   * the rows.
   */
  record Rows(long read, long withPositive, long contexts, long answering, long beside) {}

  CheckSummary(
      Map<FindingKind, Long> counts, int limit, Rows rows, Optional<PassageTokens> tokens) {
    Map<FindingKind, Long> copy = new EnumMap<>(FindingKind.class);
    copy.putAll(counts);
    this.counts = Collections.unmodifiableMap(copy);
    this.limit = limit;
    this.rows = rows;
    this.tokens = tokens;
  }

  /** Returns how many findings of each kind there are; only kinds that were found are in it. */
  public Map<FindingKind, Long> counts() {
    return counts;
  }

  /** Tells whether anything is broken: whether there is a finding of {@link Severity#ERROR}. */
  public boolean isBroken() {
    return counts.keySet().stream().anyMatch(kind -> kind.severity() == Severity.ERROR);
  }

  /** Returns how many rows could be read. */
  public long rows() {
    return rows.read();
  }

  /** Returns how many of them have a positive. */
  public long rowsWithPositive() {
    return rows.withPositive();
  }

  /** Returns how many contexts the rows have. */
  public long contexts() {
    return rows.contexts();
  }

  /** Returns how many passages there are next to the rows. */
  public long corpusPassages() {
    return rows.beside();
  }

  /** Returns what was counted of the passages' tokens; empty if no model was given. */
  public Optional<PassageTokens> tokens() {
    return tokens;
  }

  /**
   * Returns the share of lines that will be refusals, in 0..1, in formats that write a line for
   * each context of a row and for each of its easy negatives.
   *
   * @param negatives how many easy negatives each row is to get, 0 or more
   */
  public double refusals(int negatives) {
    long lines = rows.contexts() + negatives * rows.read();
    return lines == 0 ? 0 : (double) (lines - rows.answering()) / lines;
  }

  /** Returns the counts as a small table, for one easy negative a row. */
  @Override
  public String toString() {
    return table(1);
  }

  /**
   * Returns the counts as a small table.
   *
   * @param negatives how many easy negatives each row is to get, 0 or more
   */
  public String table(int negatives) {
    double percent = 100 * refusals(negatives);
    return found()
        + String.format(
            Locale.ROOT,
            "%nrows                   %,d  (%,d with a positive, %,d without)%n"
                + "contexts               %,d%n",
            rows.read(),
            rows.withPositive(),
            rows.read() - rows.withPositive(),
            rows.contexts())
        + (rows.beside() == 0
            ? ""
            : String.format(Locale.ROOT, "corpus passages        %,d%n", rows.beside()))
        + tokens.map(t -> "tokens                 " + t + "\n").orElse("")
        + String.format(
            Locale.ROOT,
            "refusals to expect     %.1f %% of the lines, with %d easy negative%s a row%s%n",
            percent,
            negatives,
            negatives == 1 ? "" : "s",
            percent > 50 ? "; a refusal ratio of 0.5 would even them out" : "");
  }

  private String found() {
    if (counts.isEmpty()) {
      return "nothing found\n";
    }
    StringBuilder found = new StringBuilder();
    counts.forEach(
        (kind, count) -> {
          found.append(
              String.format(
                  Locale.ROOT, "%-8s %,7d  %s", kind.severity().word(), count, kind.words()));
          if (limit > 0 && count > limit) {
            found.append(String.format(Locale.ROOT, " (the first %d are shown)", limit));
          }
          found.append('\n');
        });
    return found.toString();
  }
}
