package io.github.easyneg.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.ListType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.StringType;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** Shapes as Parquet schemas: everything optional, lists in three levels, as the format asks. */
final class Schemas {
  private Schemas() {}

  /**
   * Returns the schema of records of this shape.
   *
   * @throws IllegalArgumentException if a field was always an empty object, or there is no field
   */
  static MessageType of(Shape.Group records) {
    return new MessageType("record", fields("", records));
  }

  private static List<Type> fields(String path, Shape.Group group) {
    if (group.fields().isEmpty()) {
      throw new IllegalArgumentException(
          (path.isEmpty() ? "the record" : path)
              + " has no fields in any record, which Parquet cannot hold; write .jsonl instead.");
    }
    List<Type> types = new ArrayList<>();
    for (Map.Entry<String, Shape> field : group.fields().entrySet()) {
      types.add(type(Shape.inside(path, field.getKey()), field.getKey(), field.getValue()));
    }
    return types;
  }

  private static Type type(String path, String name, Shape shape) {
    if (shape instanceof Shape.Elements list) {
      return Types.optionalGroup()
          .as(LogicalTypeAnnotation.listType())
          .addField(
              Types.repeatedGroup().addField(type(path, "element", list.element())).named("list"))
          .named(name);
    }
    if (shape instanceof Shape.Group group) {
      return new GroupType(Type.Repetition.OPTIONAL, name, fields(path, group));
    }
    if (shape instanceof Shape.Leaf leaf) {
      return switch (leaf) {
        case TEXT ->
            Types.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name);
        case FLAG -> Types.optional(PrimitiveTypeName.BOOLEAN).named(name);
        case WHOLE -> Types.optional(PrimitiveTypeName.INT64).named(name);
        case REAL -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
      };
    }
    throw new AssertionError(path + " was never settled");
  }

  /** Returns the schema as the footer holds it: a tree, depth first. */
  static List<SchemaElement> elements(MessageType schema) {
    List<SchemaElement> elements = new ArrayList<>();
    elements.add(new SchemaElement(schema.getName()).setNum_children(schema.getFieldCount()));
    schema.getFields().forEach(field -> add(field, elements));
    return elements;
  }

  private static void add(Type type, List<SchemaElement> elements) {
    SchemaElement element =
        new SchemaElement(type.getName())
            .setRepetition_type(FieldRepetitionType.valueOf(type.getRepetition().name()));
    elements.add(element);
    LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
    if (type.isPrimitive()) {
      element.setType(format(type.asPrimitiveType().getPrimitiveTypeName()));
      if (annotation != null) {
        element.setConverted_type(ConvertedType.UTF8);
        element.setLogicalType(LogicalType.STRING(new StringType()));
      }
      return;
    }
    element.setNum_children(type.asGroupType().getFieldCount());
    if (annotation != null) {
      element.setConverted_type(ConvertedType.LIST);
      element.setLogicalType(LogicalType.LIST(new ListType()));
    }
    type.asGroupType().getFields().forEach(field -> add(field, elements));
  }

  static org.apache.parquet.format.Type format(PrimitiveTypeName type) {
    return switch (type) {
      case BINARY -> org.apache.parquet.format.Type.BYTE_ARRAY;
      case BOOLEAN -> org.apache.parquet.format.Type.BOOLEAN;
      case INT64 -> org.apache.parquet.format.Type.INT64;
      case DOUBLE -> org.apache.parquet.format.Type.DOUBLE;
      default -> throw new AssertionError("no shape becomes " + type);
    };
  }
}
