package io.github.easyneg.internal.source;

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

  /** What each input was taken for, by names. */
  private final List<Set<String>> names = new ArrayList<>();

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

  /** Begins an input. */
  void begin() {
    names.add(new HashSet<>());
  }

  void add(Kind kind, QaRow row) {
    names.get(names.size() - 1).add(kind.name());
    Counts counts = byTitle.computeIfAbsent(kind.title(), added -> new Counts());
    int negatives = row.hardNegatives().size();
    counts.rows++;
    counts.fewest = Math.min(counts.fewest, negatives);
    counts.most = Math.max(counts.most, negatives);
  }

  /**
   * Returns the format that says beforehand what was found out, for each input its own where they
   * differ; nothing where that is auto for all.
   *
   * @param format by which it was read
   */
  Optional<InputFormat> format(InputFormat format) {
    List<InputFormat> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      found.add(
          format(names.get(i), format.perInput().isEmpty() ? format : format.perInput().get(i)));
    }
    Set<InputFormat> different = new HashSet<>(found);
    if (different.isEmpty() || different.equals(Set.of(InputFormat.auto()))) {
      return Optional.empty();
    }
    InputFormat all = different.size() == 1 ? found.get(0) : InputFormat.perInput(found);
    InputFormat titled = all.withTitles(format.titles());
    return Optional.of(format.corpus().map(titled::withCorpus).orElse(titled));
  }

  /** Returns the format of one input: auto where it had no rows, or is known by what it is. */
  private static InputFormat format(Set<String> names, InputFormat format) {
    String name = names.size() == 1 ? names.iterator().next() : "auto";
    return name.equals("map")
        ? format.map().map(InputFormat::mapped).orElse(InputFormat.auto())
        : InputFormat.of(InputFormat.NAMES.contains(name) ? name : "auto");
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
