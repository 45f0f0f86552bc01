package io.github.easyneg.cli.compare;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where two runs differ. Rows are matched by their question and contexts, so that their order does
 * not matter; duplicate rows are paired in the order in which they occur.
 */
public final class Comparison {
  private final Subject a;
  private final Subject b;
  private final int most;
  private final List<Parting> partings = new ArrayList<>();
  private long both;
  private long onlyInA;
  private long onlyInB;
  private long parting;
  private long equal;
  private long ofA;
  private long ofB;

  /**
   * A row whose negatives differ.
   *
   * @param onlyInA texts of its negatives in A that are not in B, by their ids
   */
  record Parting(
      long rowInA,
      long rowInB,
      String question,
      Map<String, String> onlyInA,
      Map<String, String> onlyInB) {}

  private Comparison(Subject a, Subject b, int most) {
    this.a = a;
    this.b = b;
    this.most = most;
  }

  /**
   * Compares two audits or reports.
   *
   * @param mostRows how many of the rows that differ are kept to be shown
   * @throws IllegalArgumentException if one does not exist
   * @throws io.github.easyneg.data.DatasetFormatException if one is neither
   */
  public static Comparison of(Path a, Path b, int mostRows) {
    Comparison comparison = new Comparison(Subject.open(a), Subject.open(b), mostRows);
    comparison.matchRows();
    return comparison;
  }

  /** Keeps the negatives of A by their ids alone; the few texts to show are read again. */
  private void matchRows() {
    Map<Long, Deque<ComparedRow>> open = new HashMap<>();
    a.forEachRow(
        row ->
            open.computeIfAbsent(row.content(), content -> new ArrayDeque<>(1))
                .add(withoutTexts(row)));
    long[] rowsOfA = {0};
    open.values().forEach(rows -> rowsOfA[0] += rows.size());
    b.forEachRow(
        row -> {
          ComparedRow other = open.getOrDefault(row.content(), new ArrayDeque<>(1)).poll();
          if (other == null) {
            onlyInB++;
          } else {
            match(other, row);
          }
        });
    onlyInA = rowsOfA[0] - both;
    readTexts();
  }

  private static ComparedRow withoutTexts(ComparedRow row) {
    Map<String, String> ids = new LinkedHashMap<>();
    row.negatives().keySet().forEach(id -> ids.put(id, ""));
    return new ComparedRow(row.number(), row.content(), "", ids);
  }

  private void match(ComparedRow inA, ComparedRow inB) {
    both++;
    Set<String> shared = new LinkedHashSet<>(inA.negatives().keySet());
    shared.retainAll(inB.negatives().keySet());
    equal += shared.size();
    ofA += inA.negatives().size();
    ofB += inB.negatives().size();
    if (shared.size() == inA.negatives().size() && shared.size() == inB.negatives().size()) {
      return;
    }
    parting++;
    if (partings.size() < most) {
      partings.add(
          new Parting(
              inA.number(),
              inB.number(),
              inB.question(),
              without(inA.negatives(), shared),
              without(inB.negatives(), shared)));
    }
  }

  private static Map<String, String> without(Map<String, String> negatives, Set<String> shared) {
    Map<String, String> rest = new LinkedHashMap<>(negatives);
    rest.keySet().removeAll(shared);
    return rest;
  }

  private void readTexts() {
    Map<Long, Parting> shown = new HashMap<>();
    partings.forEach(one -> shown.put(one.rowInA(), one));
    if (!shown.isEmpty()) {
      a.forEachRow(
          row -> {
            Parting one = shown.get(row.number());
            if (one != null) {
              one.onlyInA().replaceAll((id, none) -> row.negatives().getOrDefault(id, ""));
            }
          });
    }
  }

  Subject a() {
    return a;
  }

  Subject b() {
    return b;
  }

  /** Returns the settings that differ, each with the two values; empty where one has none. */
  Map<String, List<String>> settings() {
    Map<String, String> ofA = a.settings();
    Map<String, String> ofB = b.settings();
    Set<String> names = new LinkedHashSet<>(ofA.keySet());
    names.addAll(ofB.keySet());
    Map<String, List<String>> differ = new LinkedHashMap<>();
    for (String name : names) {
      String one = ofA.getOrDefault(name, "");
      String other = ofB.getOrDefault(name, "");
      if (!ofA.isEmpty() && !ofB.isEmpty() && !one.equals(other)) {
        differ.put(name, List.of(one, other));
      }
    }
    return differ;
  }

  /** Tells whether both say with which settings they were made. */
  boolean hasSettings() {
    return !a.settings().isEmpty() && !b.settings().isEmpty();
  }

  /** Returns the names of all guards that occur in either. */
  Set<String> guards() {
    Set<String> names = new TreeSet<>(a.guards().keySet());
    names.addAll(b.guards().keySet());
    return names;
  }

  /** Returns the names of all figures of either. */
  Set<String> figures() {
    Set<String> names = new LinkedHashSet<>(a.figures().keySet());
    names.addAll(b.figures().keySet());
    return names;
  }

  long rowsInBoth() {
    return both;
  }

  long rowsOnlyInA() {
    return onlyInA;
  }

  long rowsOnlyInB() {
    return onlyInB;
  }

  /** Returns how many rows have different negatives in the two. */
  long partingRows() {
    return parting;
  }

  /** Returns the first of these rows. */
  List<Parting> shownRows() {
    return partings;
  }

  /** Returns how many negatives of the rows in both are the same. */
  long equalNegatives() {
    return equal;
  }

  long negativesOfA() {
    return ofA;
  }

  long negativesOfB() {
    return ofB;
  }

  /** Returns the share of equal negatives, of the larger number; 1 where there are none at all. */
  double equalShare() {
    long larger = Math.max(ofA, ofB);
    return larger == 0 ? 1 : (double) equal / larger;
  }
}
