package io.github.easyneg.internal.source;

import io.github.easyneg.data.FieldMap;
import io.github.easyneg.data.InputFormat;
import io.github.easyneg.data.QaRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records that a {@link FieldMap} describes. */
final class MappedShape implements Shape {
  private final FieldMap map;

  MappedShape(FieldMap map) {
    this.map = map;
  }

  @Override
  public String name() {
    return "map";
  }

  @Override
  public String title() {
    return "mapped by " + map;
  }

  @Override
  public boolean fits(Set<String> fields) {
    return false;
  }

  @Override
  public String mapping(Set<String> fields) {
    return map.toString();
  }

  @Override
  public Converter converter(InputFormat format, NamedPassages named) {
    return (OneToOne) record -> row(format, record);
  }

  private QaRow row(InputFormat format, RecordFields record) {
    String path = map.path("question").orElseThrow();
    List<String> question = texts("question", record);
    if (question.size() != 1) {
      throw new IllegalArgumentException(
          path + " must be one text, the question, found " + question.size() + ".");
    }
    RowParts parts = new RowParts(format);
    List<String> answers = texts("answer", record);
    parts.addAnswers(answers);
    if (map.path("contexts").isPresent()) {
      addContexts(parts, record, answers.isEmpty() && hasEmptyListOfAnswers(record));
    }
    parts.addTexts(true, texts("positives", record));
    parts.addTexts(false, texts("negatives", record));
    return parts.row(question.get(0), record.rest(), "the fields of the map");
  }

  /**
   * An empty list of answers says that there is none, as SQuAD has it; a missing field does not.
   */
  private boolean hasEmptyListOfAnswers(RecordFields record) {
    List<@Nullable Object> found = new ArrayList<>();
    if (map.path("answer").isPresent()) {
      walk(record.all(), map.path("answer").get().split("\\.", -1), 0, found, false);
    }
    return found.stream().anyMatch(List.of()::equals);
  }

  private void addContexts(RowParts parts, RecordFields record, boolean unanswerable) {
    List<String> contexts = texts("contexts", record);
    List<Optional<String>> titles = beside("titles", record, contexts.size());
    List<Optional<String>> ids = beside("ids", record, contexts.size());
    Set<Integer> positives =
        new LinkedHashSet<>(
            unanswerable && map.fixedPositive().isPresent() ? List.of() : positives(record));
    Values.requireInRange(map.path("positive").orElseThrow(), positives, contexts.size());
    for (int i = 0; i < contexts.size(); i++) {
      parts.add(positives.contains(i), titles.get(i).orElse(""), contexts.get(i), ids.get(i));
    }
  }

  private List<Integer> positives(RecordFields record) {
    Optional<Integer> fixed = map.fixedPositive();
    if (fixed.isPresent()) {
      return fixed.get() == -1 ? List.of() : List.of(fixed.get());
    }
    String path = map.path("positive").orElseThrow();
    List<Object> found = new ArrayList<>();
    for (Object value : leaves("positive", record)) {
      // All that a table has is text.
      found.add(
          value instanceof String text && text.matches("-?\\d{1,9}") ? Long.valueOf(text) : value);
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          path + " is missing; it was to say which context answers the question.");
    }
    if (found.stream().allMatch(Boolean.class::isInstance)) {
      return flagged(found);
    }
    return Values.indices(path, found.size() == 1 ? found.get(0) : found);
  }

  /** Returns the contexts of which it is true that they answer. */
  private static List<Integer> flagged(List<Object> flags) {
    List<Integer> positives = new ArrayList<>();
    for (int i = 0; i < flags.size(); i++) {
      if (Boolean.TRUE.equals(flags.get(i))) {
        positives.add(i);
      }
    }
    return positives;
  }

  /** Returns titles or ids, one for each context; none where the map has no such field. */
  private List<Optional<String>> beside(String key, RecordFields record, int contexts) {
    List<Optional<String>> all = new ArrayList<>();
    if (map.path(key).isEmpty()) {
      for (int i = 0; i < contexts; i++) {
        all.add(Optional.empty());
      }
      return all;
    }
    String path = map.path(key).get();
    for (Object value : leaves(key, record)) {
      all.add(Values.id(path, value));
    }
    if (all.size() != contexts) {
      throw new IllegalArgumentException(
          path + " has " + all.size() + " values, but there are " + contexts + " contexts.");
    }
    return all;
  }

  private List<String> texts(String key, RecordFields record) {
    List<String> texts = new ArrayList<>();
    if (map.path(key).isPresent()) {
      String path = map.path(key).get();
      for (Object value : leaves(key, record)) {
        if (value != null) {
          texts.add(Values.text(path, value));
        }
      }
    }
    return texts;
  }

  /** Returns what is at a path, elements of a list one by one. */
  private List<@Nullable Object> leaves(String key, RecordFields record) {
    String path = map.path(key).orElseThrow();
    List<@Nullable Object> found = new ArrayList<>();
    if (record.has(path)) {
      spread(record.take(path), found);
      return found;
    }
    String[] steps = path.split("\\.", -1);
    record.drop(List.of(steps[0].replace("[*]", "")));
    walk(record.all(), steps, 0, found, true);
    return found;
  }

  private static void walk(
      @Nullable Object value,
      String[] steps,
      int step,
      List<@Nullable Object> found,
      boolean spread) {
    if (step == steps.length) {
      if (spread) {
        spread(value, found);
      } else {
        found.add(value);
      }
      return;
    }
    String name = steps[step].replace("[*]", "");
    if (value instanceof Map<?, ?> map && map.containsKey(name)) {
      Object inside = map.get(name);
      if (steps[step].endsWith("[*]") && inside instanceof List<?> list) {
        list.forEach(element -> walk(element, steps, step + 1, found, spread));
      } else {
        walk(inside, steps, step + 1, found, spread);
      }
    }
  }

  private static void spread(@Nullable Object value, List<@Nullable Object> found) {
    if (value instanceof List<?> list) {
      found.addAll(list);
    } else {
      found.add(value);
    }
  }
}
