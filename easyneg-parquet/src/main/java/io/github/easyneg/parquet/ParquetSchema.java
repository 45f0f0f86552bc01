package io.github.easyneg.parquet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * A footer's schema, a tree written depth first, as parquet-column expects it.
 *
 * <p>Logical types and their older form, converted types, are both understood.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/types/logicaltypes/">Logical types</a>
 */
final class ParquetSchema {
  /** Deeper than any data set, and shallow enough for the stack. */
  private static final int DEEPEST = 100;

  private final Iterator<SchemaElement> elements;

  private ParquetSchema(List<SchemaElement> elements) {
    this.elements = elements.iterator();
  }

  /**
   * Returns the schema.
   *
   * @throws IllegalArgumentException if the elements are no tree, or of a type that is not known
   */
  static MessageType of(List<SchemaElement> elements) {
    ParquetSchema schema = new ParquetSchema(elements);
    SchemaElement root = schema.next();
    MessageType message = new MessageType(root.getName(), schema.children(root, 0));
    if (schema.elements.hasNext()) {
      throw new IllegalArgumentException("the schema has more columns than its tree");
    }
    return message;
  }

  private SchemaElement next() {
    if (!elements.hasNext()) {
      throw new IllegalArgumentException("the schema has fewer columns than its tree");
    }
    return elements.next();
  }

  private List<Type> children(SchemaElement parent, int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("the schema is nested more than " + DEEPEST + " deep");
    }
    List<Type> types = new ArrayList<>();
    for (int i = 0; i < parent.getNum_children(); i++) {
      types.add(type(next(), depth));
    }
    return types;
  }

  private Type type(SchemaElement element, int depth) {
    if (element.getRepetition_type() == null) {
      throw new IllegalArgumentException("column " + element.getName() + " has no repetition");
    }
    Type.Repetition repetition = Type.Repetition.valueOf(element.getRepetition_type().name());
    LogicalTypeAnnotation annotation = annotation(element);
    if (!element.isSetType()) {
      List<Type> fields = children(element, depth + 1);
      GroupType group = new GroupType(repetition, element.getName(), fields);
      return annotation instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation
              || annotation instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation
          ? Types.buildGroup(repetition)
              .as(annotation)
              .addFields(fields.toArray(new Type[0]))
              .named(element.getName())
          : group;
    }
    PrimitiveTypeName name = name(element.getType());
    Types.PrimitiveBuilder<?> builder = Types.primitive(name, repetition);
    if (name == PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY) {
      builder = builder.length(element.getType_length());
    }
    return (Type) builder.as(annotation).named(element.getName());
  }

  private static PrimitiveTypeName name(org.apache.parquet.format.Type type) {
    return type == org.apache.parquet.format.Type.BYTE_ARRAY
        ? PrimitiveTypeName.BINARY
        : PrimitiveTypeName.valueOf(type.name());
  }

  private static @Nullable LogicalTypeAnnotation annotation(SchemaElement element) {
    if (element.isSetLogicalType()) {
      LogicalTypeAnnotation annotation = logical(element.getLogicalType());
      if (annotation != null) {
        return annotation;
      }
    }
    return element.isSetConverted_type() ? converted(element) : null;
  }

  /** Returns null for types that do not affect how a value is read as JSON. */
  private static @Nullable LogicalTypeAnnotation logical(LogicalType type) {
    return switch (type.getSetField()) {
      case STRING -> LogicalTypeAnnotation.stringType();
      case ENUM -> LogicalTypeAnnotation.enumType();
      case JSON -> LogicalTypeAnnotation.jsonType();
      case UUID -> LogicalTypeAnnotation.uuidType();
      case LIST -> LogicalTypeAnnotation.listType();
      case MAP -> LogicalTypeAnnotation.mapType();
      case DATE -> LogicalTypeAnnotation.dateType();
      case FLOAT16 -> LogicalTypeAnnotation.float16Type();
      case DECIMAL ->
          LogicalTypeAnnotation.decimalType(
              type.getDECIMAL().getScale(), type.getDECIMAL().getPrecision());
      case INTEGER ->
          LogicalTypeAnnotation.intType(
              type.getINTEGER().getBitWidth(), type.getINTEGER().isIsSigned());
      case TIME ->
          LogicalTypeAnnotation.timeType(
              type.getTIME().isIsAdjustedToUTC(), unit(type.getTIME().getUnit()));
      case TIMESTAMP ->
          LogicalTypeAnnotation.timestampType(
              type.getTIMESTAMP().isIsAdjustedToUTC(), unit(type.getTIMESTAMP().getUnit()));
      default -> null;
    };
  }

  private static LogicalTypeAnnotation.TimeUnit unit(TimeUnit unit) {
    return LogicalTypeAnnotation.TimeUnit.valueOf(unit.getSetField().name());
  }

  private static @Nullable LogicalTypeAnnotation converted(SchemaElement element) {
    ConvertedType type = element.getConverted_type();
    return switch (type) {
      case UTF8 -> LogicalTypeAnnotation.stringType();
      case ENUM -> LogicalTypeAnnotation.enumType();
      case JSON -> LogicalTypeAnnotation.jsonType();
      case LIST -> LogicalTypeAnnotation.listType();
      case MAP, MAP_KEY_VALUE -> element.isSetType() ? null : LogicalTypeAnnotation.mapType();
      case DATE -> LogicalTypeAnnotation.dateType();
      case DECIMAL -> LogicalTypeAnnotation.decimalType(element.getScale(), element.getPrecision());
      case TIME_MILLIS ->
          LogicalTypeAnnotation.timeType(true, LogicalTypeAnnotation.TimeUnit.MILLIS);
      case TIME_MICROS ->
          LogicalTypeAnnotation.timeType(true, LogicalTypeAnnotation.TimeUnit.MICROS);
      case TIMESTAMP_MILLIS ->
          LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MILLIS);
      case TIMESTAMP_MICROS ->
          LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS);
      case UINT_8, UINT_16, UINT_32, UINT_64, INT_8, INT_16, INT_32, INT_64 -> {
        String[] parts = type.name().split("_", -1);
        yield LogicalTypeAnnotation.intType(Integer.parseInt(parts[1]), parts[0].equals("INT"));
      }
      default -> null;
    };
  }
}
