package io.github.easyneg.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.jspecify.annotations.Nullable;

/** The values of one column, as JSON would hold them. */
final class Values extends PrimitiveConverter {
  /** The Julian day of 1970-01-01, which timestamps of 96 bits count from. */
  private static final long EPOCH_JULIAN_DAY = 2_440_588;

  private final PrimitiveType type;
  private final @Nullable LogicalTypeAnnotation annotation;
  private final Consumer<@Nullable Object> parent;
  private Object[] dictionary = {};

  Values(PrimitiveType type, Consumer<@Nullable Object> parent) {
    this.type = type;
    this.annotation = type.getLogicalTypeAnnotation();
    this.parent = parent;
  }

  /** Texts come often, so each entry of a dictionary is decoded once. */
  @Override
  public boolean hasDictionarySupport() {
    return type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY;
  }

  @Override
  public void setDictionary(Dictionary entries) {
    dictionary = new Object[entries.getMaxId() + 1];
    for (int i = 0; i < dictionary.length; i++) {
      dictionary[i] = value(entries.decodeToBinary(i));
    }
  }

  @Override
  public void addValueFromDictionary(int id) {
    parent.accept(dictionary[id]);
  }

  @Override
  public void addBinary(Binary value) {
    parent.accept(value(value));
  }

  @Override
  public void addBoolean(boolean value) {
    parent.accept(value);
  }

  @Override
  public void addInt(int value) {
    if (annotation instanceof DateLogicalTypeAnnotation) {
      parent.accept(LocalDate.ofEpochDay(value).toString());
    } else if (isUnsigned()) {
      parent.accept(Integer.toUnsignedLong(value));
    } else {
      addSigned(value);
    }
  }

  @Override
  public void addLong(long value) {
    if (annotation instanceof TimestampLogicalTypeAnnotation timestamp) {
      Instant instant = Instant.EPOCH.plus(value, unit(timestamp.getUnit()));
      parent.accept(
          timestamp.isAdjustedToUTC()
              ? instant.toString()
              : LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString());
    } else if (value < 0 && isUnsigned()) {
      parent.accept(new BigInteger(Long.toUnsignedString(value)));
    } else {
      addSigned(value);
    }
  }

  private void addSigned(long value) {
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      parent.accept(BigDecimal.valueOf(value, decimal.getScale()));
    } else if (annotation instanceof TimeLogicalTypeAnnotation time) {
      parent.accept(LocalTime.MIDNIGHT.plus(value, unit(time.getUnit())).toString());
    } else {
      parent.accept(value);
    }
  }

  private boolean isUnsigned() {
    return annotation instanceof IntLogicalTypeAnnotation whole && !whole.isSigned();
  }

  /** The shortest decimal that is this float, as JSON would write it, not its exact value. */
  @Override
  public void addFloat(float value) {
    parent.accept(Double.valueOf(Float.toString(value)));
  }

  @Override
  public void addDouble(double value) {
    parent.accept(value);
  }

  private Object value(Binary value) {
    if (annotation instanceof DecimalLogicalTypeAnnotation decimal) {
      return new BigDecimal(new BigInteger(value.getBytes()), decimal.getScale());
    }
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.BINARY) {
      return text(value);
    }
    ByteBuffer bytes = ByteBuffer.wrap(value.getBytes());
    if (type.getPrimitiveTypeName() == PrimitiveTypeName.INT96) {
      bytes.order(ByteOrder.LITTLE_ENDIAN);
      long nanos = bytes.getLong();
      return Instant.ofEpochSecond((bytes.getInt() - EPOCH_JULIAN_DAY) * 86_400, nanos).toString();
    }
    if (annotation instanceof UUIDLogicalTypeAnnotation) {
      return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }
    if (annotation instanceof Float16LogicalTypeAnnotation) {
      return half(bytes.order(ByteOrder.LITTLE_ENDIAN).getShort());
    }
    return value.getBytes();
  }

  /** Writers that leave the annotation out mean text too, where it is text. */
  private static Object text(Binary value) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(value.toByteBuffer()).toString();
    } catch (CharacterCodingException e) {
      return value.getBytes();
    }
  }

  /** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
  private static double half(short bits) {
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    double size =
        switch (exponent) {
          case 0 -> Math.scalb((double) fraction, -24);
          case 0x1f -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
          default -> Math.scalb(1 + fraction / 1024.0, exponent - 15);
        };
    return bits < 0 ? -size : size;
  }

  private static ChronoUnit unit(LogicalTypeAnnotation.TimeUnit unit) {
    return switch (unit) {
      case MILLIS -> ChronoUnit.MILLIS;
      case MICROS -> ChronoUnit.MICROS;
      case NANOS -> ChronoUnit.NANOS;
    };
  }
}
