package io.github.easyneg.internal.source;

import io.github.easyneg.data.FieldMap;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.text.Counted;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Counts what was read by its shape, and says so in a line. For one thread. */
public final class ReadAs {
  ReadAs() {}

  private final Map<String, Counts> byTitle = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();

  /**
   * What an input is taken for.
   *
   * @param name by which options know it
   * @param title what people call it
   * @param mapping which fields are what
   */
  public record Kind(String name, String title, String mapping) {
    static Kind of(Shape shape, Set<String> fields) {
      return new Kind(shape.name(), shape.title(), shape.mapping(fields));
    }

    /** Returns the kind and its mapping, for people. */
    @Override
    public String toString() {
      return "read as " + title + ": " + mapping;
    }
  }

  private static final class Counts {
    private long rows;
    private int fewest = Integer.MAX_VALUE;
    private int most;
  }

  void add(Kind kind, QaRow row) {
    names.add(kind.name());
    Counts counts = byTitle.computeIfAbsent(kind.title(), added -> new Counts());
    int negatives = row.hardNegatives().size();
    counts.rows++;
    counts.fewest = Math.min(counts.fewest, negatives);
    counts.most = Math.max(counts.most, negatives);
  }

  /**
   * Returns the format that says beforehand what was found out.
   *
   * @param format by which it was read
   */
  Optional<InputFormat> format(InputFormat format) {
    if (names.size() != 1) {
      return Optional.empty();
    }
    String name = names.iterator().next();
    Optional<FieldMap> map = name.equals("map") ? format.map() : Optional.empty();
    if (map.isEmpty() && !InputFormat.NAMES.contains(name)) {
      return Optional.empty();
    }
    InputFormat found =
        (map.isPresent() ? InputFormat.mapped(map.get()) : InputFormat.of(name))
            .withTitles(format.titles());
    return Optional.of(format.corpus().map(found::withCorpus).orElse(found));
  }

  /** Returns a line for each shape but the default one, of which nothing need be said. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    byTitle.forEach(
        (title, counts) -> {
          if (!title.equals(new GermanragShape().title())) {
            notes.add(
                "read as "
                    + title
                    + ": "
                    + Counted.of(counts.rows, "row", "rows")
                    + ", "
                    + negatives(counts));
          }
        });
    return notes;
  }

  private static String negatives(Counts counts) {
    if (counts.most == 0) {
      return "no hard negatives";
    }
    return counts.fewest == counts.most
        ? Counted.of(counts.most, "hard negative", "hard negatives") + " each"
        : counts.fewest + " to " + counts.most + " hard negatives each";
  }
}
