package io.github.easyneg.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Puts records together as maps, lists and values. */
final class RecordMaps extends RecordMaterializer<Map<String, @Nullable Object>> {
  private Map<String, @Nullable Object> current = Map.of();
  private final GroupConverter root;

  RecordMaps(MessageType schema) {
    root = new Fields(schema, map -> current = map);
  }

  @Override
  public Map<String, @Nullable Object> getCurrentRecord() {
    return current;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private static Converter converter(Type type, Consumer<@Nullable Object> parent) {
    if (type.isPrimitive()) {
      return new Values(type.asPrimitiveType(), parent);
    }
    GroupType group = type.asGroupType();
    boolean oneRepeated =
        group.getFieldCount() == 1 && group.getType(0).isRepetition(Type.Repetition.REPEATED);
    if (oneRepeated && group.getLogicalTypeAnnotation() instanceof ListLogicalTypeAnnotation) {
      return new Elements(group, parent);
    }
    if (oneRepeated
        && group.getLogicalTypeAnnotation() instanceof MapLogicalTypeAnnotation
        && !group.getType(0).isPrimitive()
        && group.getType(0).asGroupType().getFieldCount() == 2) {
      return new Entries(group.getType(0).asGroupType(), parent);
    }
    return new Fields(group, parent::accept);
  }

  /** A group as a map by field name; a field that is repeated without more is a list. */
  private static final class Fields extends GroupConverter {
    private final GroupType type;
    private final List<Converter> fields = new ArrayList<>();
    private final Consumer<Map<String, @Nullable Object>> parent;
    private Map<String, @Nullable Object> map = new LinkedHashMap<>();

    Fields(GroupType type, Consumer<Map<String, @Nullable Object>> parent) {
      this.type = type;
      this.parent = parent;
      for (Type field : type.getFields()) {
        fields.add(
            converter(
                field,
                field.isRepetition(Type.Repetition.REPEATED)
                    ? value -> append(field.getName(), value)
                    : value -> map.put(field.getName(), value)));
      }
    }

    @SuppressWarnings("unchecked") // start() puts a list there
    private void append(String name, @Nullable Object value) {
      ((List<@Nullable Object>) Objects.requireNonNull(map.get(name))).add(value);
    }

    @Override
    public Converter getConverter(int index) {
      return fields.get(index);
    }

    @Override
    public void start() {
      map = new LinkedHashMap<>();
      for (Type field : type.getFields()) {
        map.put(
            field.getName(),
            field.isRepetition(Type.Repetition.REPEATED) ? new ArrayList<>() : null);
      }
    }

    @Override
    public void end() {
      parent.accept(map);
    }
  }

  /**
   * A list. In the format's own form a repeated group holds one field, the element; in older forms
   * what is repeated is the element itself.
   *
   * @see <a
   *     href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists">Lists,
   *     with rules for older forms</a>
   */
  private static final class Elements extends GroupConverter {
    private final Consumer<@Nullable Object> parent;
    private final Converter repeated;
    private List<@Nullable Object> list = new ArrayList<>();

    Elements(GroupType type, Consumer<@Nullable Object> parent) {
      this.parent = parent;
      Type middle = type.getType(0);
      this.repeated =
          isElement(type.getName(), middle)
              ? converter(middle, value -> list.add(value))
              : new Fields(
                  middle.asGroupType(),
                  element -> list.add(element.get(middle.asGroupType().getFieldName(0))));
    }

    private static boolean isElement(String list, Type middle) {
      if (middle.isPrimitive()) {
        return true;
      }
      GroupType group = middle.asGroupType();
      return group.getFieldCount() > 1
          || group.getType(0).isRepetition(Type.Repetition.REPEATED)
          || middle.getName().equals("array")
          || middle.getName().equals(list + "_tuple");
    }

    @Override
    public Converter getConverter(int index) {
      return repeated;
    }

    @Override
    public void start() {
      list = new ArrayList<>();
    }

    @Override
    public void end() {
      parent.accept(list);
    }
  }

  /** A map with keys of any type, which become texts as in JSON. */
  private static final class Entries extends GroupConverter {
    private final Consumer<@Nullable Object> parent;
    private final Converter entry;
    private Map<String, @Nullable Object> map = new LinkedHashMap<>();

    Entries(GroupType entry, Consumer<@Nullable Object> parent) {
      this.parent = parent;
      this.entry =
          new Fields(
              entry,
              pair ->
                  map.put(
                      String.valueOf(pair.get(entry.getFieldName(0))),
                      pair.get(entry.getFieldName(1))));
    }

    @Override
    public Converter getConverter(int index) {
      return entry;
    }

    @Override
    public void start() {
      map = new LinkedHashMap<>();
    }

    @Override
    public void end() {
      parent.accept(map);
    }
  }
}
