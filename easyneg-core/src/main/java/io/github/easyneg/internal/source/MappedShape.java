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
    return "mapped";
  }

  @Override
  public boolean fits(Set<String> fields) {
    return false;
  }

  @Override
  public Converter converter(InputFormat format) {
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
    parts.addAnswers(texts("answer", record).stream().filter(answer -> !answer.isBlank()).toList());
    if (map.path("contexts").isPresent()) {
      addContexts(parts, record);
    }
    parts.addTexts(true, texts("positives", record));
    parts.addTexts(false, texts("negatives", record));
    return parts.row(question.get(0), record.rest(), "the fields of the map");
  }

  private void addContexts(RowParts parts, RecordFields record) {
    List<String> contexts = texts("contexts", record);
    List<Optional<String>> titles = beside("titles", record, contexts.size());
    List<Optional<String>> ids = beside("ids", record, contexts.size());
    Set<Integer> positives = new LinkedHashSet<>(positives(record));
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
    return Values.indices(path, found.size() == 1 ? found.get(0) : found);
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

  /** Returns what stands at a path, elements of a list one by one. */
  private List<@Nullable Object> leaves(String key, RecordFields record) {
    String path = map.path(key).orElseThrow();
    List<@Nullable Object> found = new ArrayList<>();
    if (record.has(path)) {
      spread(record.take(path), found);
      return found;
    }
    String[] steps = path.split("\\.", -1);
    record.drop(steps[0].replace("[*]", ""));
    walk(record.all(), steps, 0, found);
    return found;
  }

  private static void walk(
      @Nullable Object value, String[] steps, int step, List<@Nullable Object> found) {
    if (step == steps.length) {
      spread(value, found);
      return;
    }
    String name = steps[step].replace("[*]", "");
    if (value instanceof Map<?, ?> map && map.containsKey(name)) {
      Object inside = map.get(name);
      if (steps[step].endsWith("[*]") && inside instanceof List<?> list) {
        list.forEach(element -> walk(element, steps, step + 1, found));
      } else {
        walk(inside, steps, step + 1, found);
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
