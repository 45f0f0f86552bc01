package io.github.easyneg.view;

import com.fasterxml.jackson.core.JsonParser;
import io.github.easyneg.data.Passage;
import io.github.easyneg.internal.json.InputFile;
import io.github.easyneg.internal.json.JsonRecord;
import io.github.easyneg.internal.json.JsonRows;
import io.github.easyneg.view.Columns.Column;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An audit, read once. The negatives of row {@code r}, counted from 0, are those from {@code
 * firstNegative(r)} to before {@code firstNegative(r + 1)}. Immutable once read, and thread-safe.
 */
final class AuditIndex implements AutoCloseable {
  private final RowStore rows;
  private final Columns columns = new Columns();
  private final Names pools = new Names();
  private final Names guards = new Names();
  private final Names passages = new Names();
  private final List<String> questions = new ArrayList<>();
  private final IntList firstNegatives = new IntList();
  private final List<int[]> rejecting = new ArrayList<>();
  private final IntList passageUses = new IntList();
  private final IntList passageFirst = new IntList();
  private final Names contexts = new Names();
  private final IntList contextLengths = new IntList();

  private AuditIndex(RowStore rows) {
    this.rows = rows;
  }

  /**
   * Reads a whole audit.
   *
   * @param progress is handed how many rows were read, every hundred rows and at the end
   * @throws IllegalArgumentException if there is no such file
   * @throws io.github.easyneg.data.DatasetFormatException if it is not an audit
   */
  static AuditIndex read(Path file, LongConsumer progress) {
    InputFile.require(file, "name the file that 'easyneg mine --audit' wrote");
    AuditIndex index = new AuditIndex(RowStore.create());
    try (JsonRows<Map<String, @Nullable Object>> in = JsonRows.open(file, new RecordReader())) {
      while (in.hasNext()) {
        index.add(in.next());
        if (index.rows.size() % 100 == 0) {
          progress.accept(index.rows.size());
        }
      }
      index.settle();
      progress.accept(index.rows.size());
      return index;
    } catch (RuntimeException e) {
      index.close();
      throw e;
    }
  }

  private void add(Map<String, @Nullable Object> row) {
    questions.add(RecordReader.text(row, "question"));
    firstNegatives.add(columns.size());
    for (Object negative : RecordReader.list(row, "negatives")) {
      addNegative(RecordReader.object(negative));
    }
    for (Object context : RecordReader.list(row, "contexts")) {
      String text = String.valueOf(context);
      if (contexts.number(Passage.of(text).id()) == contextLengths.size()) {
        contextLengths.add(text.length());
      }
    }
    rejecting.add(rejectingGuards(row));
    rows.add(row);
  }

  private void addNegative(Map<?, ?> negative) {
    String text = RecordReader.text(negative, "text");
    int passage = passages.number(RecordReader.text(negative, "id"));
    if (passage == passageUses.size()) {
      passageUses.add(0);
      passageFirst.add(columns.size());
    }
    passageUses.set(passage, passageUses.get(passage) + 1);
    Map<Column, Float> numbers = new EnumMap<>(Column.class);
    numbers.put(Column.COSINE_QUANTILE, RecordReader.number(negative, "cosine_quantile"));
    numbers.put(Column.LEXICAL_QUANTILE, RecordReader.number(negative, "lexical_quantile"));
    numbers.put(Column.COSINE, RecordReader.number(negative, "cosine"));
    numbers.put(Column.DISTRACTING, RecordReader.number(negative, "distracting"));
    numbers.put(Column.LENGTH, (float) text.length());
    columns.add(numbers, passage, pools.number(RecordReader.text(negative, "pool")));
  }

  private int[] rejectingGuards(Map<String, @Nullable Object> row) {
    if (!(row.get("rejected") instanceof List<?> rejected)) {
      return new int[0];
    }
    return rejected.stream()
        .map(RecordReader::object)
        .mapToInt(candidate -> guards.number(RecordReader.text(candidate, "guard")))
        .distinct()
        .toArray();
  }

  /** How often a passage is used is known at the end. */
  private void settle() {
    firstNegatives.add(columns.size());
    for (int n = 0; n < columns.size(); n++) {
      columns.set(Column.REUSE, n, passageUses.get(columns.passage(n)));
    }
    rows.settle();
  }

  RowStore rows() {
    return rows;
  }

  Columns columns() {
    return columns;
  }

  int firstNegative(int row) {
    return firstNegatives.get(row);
  }

  /** Returns the place of the row that a negative belongs to. */
  int rowOf(int negative) {
    return firstNegatives.lastAtMost(negative);
  }

  String question(int row) {
    return questions.get(row);
  }

  /** Returns the id of the passage that a negative is. */
  String passageId(int negative) {
    return passages.name(columns.passage(negative));
  }

  List<String> pools() {
    return pools.all();
  }

  /** Returns the guards that rejected candidates of some row. */
  List<String> guards() {
    return guards.all();
  }

  int poolNumber(String name) {
    return pools.find(name);
  }

  boolean rejectedBy(int row, String guard) {
    int number = guards.find(guard);
    return Arrays.stream(rejecting.get(row)).anyMatch(g -> g == number);
  }

  /** Returns the lengths of the distinct contexts, in characters: what random passages are like. */
  int[] contextLengths() {
    return contextLengths.toArray();
  }

  int passages() {
    return passageUses.size();
  }

  int uses(int passage) {
    return passageUses.get(passage);
  }

  /** Returns the first negative that is this passage. */
  int firstUse(int passage) {
    return passageFirst.get(passage);
  }

  @Override
  public void close() {
    rows.close();
  }

  /** Names by number, in the order of their first appearance. */
  private static final class Names {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    int number(String name) {
      Integer known = numbers.putIfAbsent(name, names.size());
      if (known == null) {
        names.add(name);
        return names.size() - 1;
      }
      return known;
    }

    String name(int number) {
      return names.get(number);
    }

    int find(String name) {
      return numbers.getOrDefault(name, -1);
    }

    List<String> all() {
      return List.copyOf(names);
    }
  }

  /** Reads records of an audit as plain values, also fields that later versions add. */
  private static final class RecordReader
      implements JsonRows.Reader<Map<String, @Nullable Object>> {
    @Override
    public Map<String, @Nullable Object> read(JsonParser parser) throws IOException {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      object(JsonRecord.value(parser))
          .forEach((name, value) -> row.put(String.valueOf(name), value));
      text(row, "question");
      text(row, "answer");
      number(row, "row");
      list(row, "contexts");
      for (Object negative : list(row, "negatives")) {
        text(object(negative), "id");
        text(object(negative), "text");
        text(object(negative), "pool");
      }
      return row;
    }

    @Override
    public String expected() {
      return "of an audit, with {\"row\", \"contexts\", \"question\", \"answer\", \"negatives\"}";
    }

    static Map<?, ?> object(@Nullable Object value) {
      if (value instanceof Map<?, ?> map) {
        return map;
      }
      throw new IllegalArgumentException("expected an object of an audit, found " + value + ".");
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    static String text(Map<?, ?> fields, String name) {
      if (fields.get(name) instanceof String text) {
        return text;
      }
      throw missing(name, "a text");
    }

    /** Returns a number, or NaN where an audit has none. */
    @com.google.errorprone.annotations.CanIgnoreReturnValue
    static float number(Map<?, ?> fields, String name) {
      Object value = fields.get(name);
      if (value == null) {
        return Float.NaN;
      }
      if (value instanceof Number number) {
        return number.floatValue();
      }
      throw missing(name, "a number");
    }

    @com.google.errorprone.annotations.CanIgnoreReturnValue
    static List<?> list(Map<?, ?> fields, String name) {
      if (fields.get(name) instanceof List<?> list) {
        return list;
      }
      throw missing(name, "an array");
    }

    private static IllegalArgumentException missing(String name, String expected) {
      return new IllegalArgumentException(
          name + " must be " + expected + "; name the file that 'easyneg mine --audit' wrote.");
    }
  }
}
