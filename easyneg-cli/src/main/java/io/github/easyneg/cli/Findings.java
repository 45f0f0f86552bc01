package io.github.easyneg.cli;

import io.github.easyneg.cli.console.Console;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Prints what is found, up to so many of a kind, and counts all. */
final class Findings {
  private final Console console;
  private final int limit;
  private final Map<Complaint, Long> counts = new EnumMap<>(Complaint.class);

  /**
   * Makes an empty list.
   *
   * @param limit how many findings of a kind are printed; 0 for all
   */
  Findings(Console console, int limit) {
    this.console = console;
    this.limit = limit;
  }

  /** Adds a finding about a row. */
  void add(Complaint complaint, Place place, String message) {
    print(complaint, place + ": " + complaint.severity().word() + ": " + message);
  }

  /** Adds a finding whose message names the place. */
  void addUnreadable(String message) {
    int end = message.indexOf(": ");
    print(
        Complaint.UNREADABLE,
        end < 0 ? message : message.substring(0, end) + ": error" + message.substring(end));
  }

  private void print(Complaint complaint, String line) {
    long count = counts.merge(complaint, 1L, Long::sum);
    if (limit == 0 || count <= limit) {
      console.out().println(line);
    }
  }

  /** Tells whether anything is broken. */
  boolean broken() {
    return counts.keySet().stream().anyMatch(c -> c.severity() == Severity.ERROR);
  }

  /** Returns how many findings of each kind there are, a line for each; or that there is none. */
  String summary() {
    if (counts.isEmpty()) {
      return "nothing to complain about\n";
    }
    StringBuilder summary = new StringBuilder();
    counts.forEach(
        (complaint, count) -> {
          summary.append(
              String.format(
                  Locale.ROOT,
                  "%-8s %,7d  %s",
                  complaint.severity().word(),
                  count,
                  complaint.words()));
          if (limit > 0 && count > limit) {
            summary.append(String.format(Locale.ROOT, " (the first %d are shown)", limit));
          }
          summary.append('\n');
        });
    return summary.toString();
  }
}
