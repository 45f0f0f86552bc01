package io.github.easyneg.parquet;

import java.util.List;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Hands records to Parquet's columns, field by field.
 *
 * <p>Melnik, Gubarev, Long, Romer, Shivakumar, Tolton, Vassilakis: "Dremel: Interactive Analysis of
 * Web-Scale Datasets", VLDB 2010, https://doi.org/10.14778/1920841.1920886. The levels of that
 * paper are handled by parquet-column; this class only walks the values.
 */
final class Shredder {
  private final GroupType schema;
  private final RecordConsumer consumer;

  Shredder(GroupType schema, RecordConsumer consumer) {
    this.schema = schema;
    this.consumer = consumer;
  }

  /** Adds a record whose shape was found to fit the schema. */
  void write(Map<String, Object> fields) {
    consumer.startMessage();
    fields(schema, fields);
    consumer.endMessage();
  }

  private void fields(GroupType group, Map<?, ?> values) {
    for (int i = 0; i < group.getFieldCount(); i++) {
      Type type = group.getType(i);
      field(type, i, values.get(type.getName()));
    }
  }

  /** Null is written as a field that is not started. */
  private void field(Type type, int index, @Nullable Object value) {
    if (value == null) {
      return;
    }
    consumer.startField(type.getName(), index);
    if (value instanceof List<?> list) {
      list(type.asGroupType(), list);
    } else if (value instanceof Map<?, ?> map) {
      consumer.startGroup();
      fields(type.asGroupType(), map);
      consumer.endGroup();
    } else {
      leaf(type, value);
    }
    consumer.endField(type.getName(), index);
  }

  private void list(GroupType type, List<?> list) {
    consumer.startGroup();
    if (!list.isEmpty()) {
      GroupType repeated = type.getType(0).asGroupType();
      consumer.startField(repeated.getName(), 0);
      for (Object element : list) {
        consumer.startGroup();
        field(repeated.getType(0), 0, element);
        consumer.endGroup();
      }
      consumer.endField(repeated.getName(), 0);
    }
    consumer.endGroup();
  }

  private void leaf(Type type, Object value) {
    switch (type.asPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> consumer.addBinary(Binary.fromString((String) value));
      case BOOLEAN -> consumer.addBoolean((Boolean) value);
      case INT64 -> consumer.addLong(((Number) value).longValue());
      default -> consumer.addDouble(((Number) value).doubleValue());
    }
  }
}
