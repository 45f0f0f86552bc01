package io.github.easyneg.parquet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/** Puts records together as maps, lists and values. */
final class Materializer extends RecordMaterializer<Map<String, Object>> {
  private Map<String, Object> current = Map.of();
  private final GroupConverter root;

  Materializer(MessageType schema) {
    root = new MapConverter(schema, map -> current = map);
  }

  @Override
  public Map<String, Object> getCurrentRecord() {
    return current;
  }

  @Override
  public GroupConverter getRootConverter() {
    return root;
  }

  private static Converter converter(Type type, Consumer<Object> parent) {
    if (type.isPrimitive()) {
      return new LeafConverter(parent);
    }
    GroupType group = type.asGroupType();
    return group.getLogicalTypeAnnotation() == null
        ? new MapConverter(group, parent::accept)
        : new ListConverter(group, parent);
  }

  private static final class MapConverter extends GroupConverter {
    private final GroupType type;
    private final List<Converter> fields = new ArrayList<>();
    private final Consumer<Map<String, Object>> parent;
    private Map<String, @Nullable Object> map = new LinkedHashMap<>();

    MapConverter(GroupType type, Consumer<Map<String, Object>> parent) {
      this.type = type;
      this.parent = parent;
      for (Type field : type.getFields()) {
        fields.add(converter(field, value -> map.put(field.getName(), value)));
      }
    }

    @Override
    public Converter getConverter(int index) {
      return fields.get(index);
    }

    @Override
    public void start() {
      map = new LinkedHashMap<>();
      type.getFields().forEach(field -> map.put(field.getName(), null));
    }

    @Override
    @SuppressWarnings("NullAway") // records may hold nulls
    public void end() {
      parent.accept(map);
    }
  }

  private static final class ListConverter extends GroupConverter {
    private final Consumer<Object> parent;
    private final GroupConverter repeated;
    private List<@Nullable Object> list = new ArrayList<>();

    ListConverter(GroupType type, Consumer<Object> parent) {
      this.parent = parent;
      GroupType middle = type.getType(0).asGroupType();
      this.repeated =
          new MapConverter(middle, element -> list.add(element.get(middle.getFieldName(0))));
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

  private static final class LeafConverter extends PrimitiveConverter {
    private final Consumer<Object> parent;

    LeafConverter(Consumer<Object> parent) {
      this.parent = parent;
    }

    @Override
    public void addBinary(Binary value) {
      parent.accept(value.toStringUsingUTF8());
    }

    @Override
    public void addBoolean(boolean value) {
      parent.accept(value);
    }

    @Override
    public void addLong(long value) {
      parent.accept(value);
    }

    @Override
    public void addDouble(double value) {
      parent.accept(value);
    }
  }
}
