package io.github.easyneg.internal.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the values that an {@link io.github.easyneg.format.OutputRecord} may hold as JSON in
 * UTF-8, without escaping what need not be escaped: {@code ü} stays {@code ü}.
 *
 * <p>Three characters are escaped that JSON allows as they are: U+0085, U+2028 and U+2029. JSON
 * means nothing by them, but tools that cut a file into lines by Unicode's idea of a line, such as
 * Python's {@code str.splitlines()}, would cut a record in two.
 */
public final class JsonValues {
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
          .build();

  private JsonValues() {}

  /**
   * Returns a generator that puts nothing between the values at its root and leaves {@code out}
   * open.
   */
  public static JsonGenerator generator(OutputStream out) throws IOException {
    return FACTORY
        .createGenerator(out)
        .setCharacterEscapes(new LineSeparatorEscapes())
        .setRootValueSeparator(new SerializedString(""));
  }

  /**
   * Writes one value.
   *
   * @param path what the value is called in messages, for example {@code messages[0].content}
   * @throws IllegalArgumentException if {@code value} is of a type that records do not hold, a
   *     number that JSON has no notation for, or a text with an unpaired surrogate
   */
  public static void write(JsonGenerator json, String path, @Nullable Object value)
      throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof String text) {
      requireWellFormed(path, text);
      json.writeString(text);
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Number number) {
      writeNumber(json, path, number);
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (int i = 0; i < list.size(); i++) {
        write(json, path + "[" + i + "]", list.get(i));
      }
      json.writeEndArray();
    } else if (value instanceof Map<?, ?> map) {
      writeObject(json, path, map);
    } else {
      throw unknown(path, value);
    }
  }

  private static void writeObject(JsonGenerator json, String path, Map<?, ?> map)
      throws IOException {
    json.writeStartObject();
    for (Map.Entry<?, ?> field : map.entrySet()) {
      String name = String.valueOf(field.getKey());
      String inside = path.isEmpty() ? name : path + "." + name;
      requireWellFormed(inside, name);
      json.writeFieldName(name);
      write(json, inside, field.getValue());
    }
    json.writeEndObject();
  }

  private static void writeNumber(JsonGenerator json, String path, Number number)
      throws IOException {
    if (number instanceof Integer || number instanceof Long) {
      json.writeNumber(number.longValue());
    } else if (number instanceof Double real) {
      if (!Double.isFinite(real)) {
        throw new IllegalArgumentException(
            path + " is " + real + ", which JSON cannot hold; use a finite number or null.");
      }
      json.writeNumber(real);
    } else if (number instanceof BigInteger big) {
      json.writeNumber(big);
    } else if (number instanceof BigDecimal decimal) {
      json.writeNumber(decimal);
    } else {
      throw unknown(path, number);
    }
  }

  private static IllegalArgumentException unknown(String path, Object value) {
    return new IllegalArgumentException(
        path
            + " is a "
            + value.getClass().getName()
            + "; a record holds String, Boolean, Integer, Long, Double, BigInteger, BigDecimal,"
            + " List, Map or null.");
  }

  private static void requireWellFormed(String path, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      throw new IllegalArgumentException(
          path
              + " holds an unpaired surrogate \\u"
              + String.format(Locale.ROOT, "%04x", (int) c)
              + " at position "
              + i
              + ", which UTF-8 cannot carry; repair or remove the character.");
    }
  }

  private static final class LineSeparatorEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1L;

    private static final SerializedString NEXT_LINE = new SerializedString("\\u0085");
    private static final SerializedString LINE_SEPARATOR = new SerializedString("\\u2028");
    private static final SerializedString PARAGRAPH_SEPARATOR = new SerializedString("\\u2029");

    @Override
    public int[] getEscapeCodesForAscii() {
      return standardAsciiEscapesForJSON();
    }

    @Override
    public @Nullable SerializableString getEscapeSequence(int character) {
      return switch (character) {
        case 0x85 -> NEXT_LINE;
        case 0x2028 -> LINE_SEPARATOR;
        case 0x2029 -> PARAGRAPH_SEPARATOR;
        default -> null;
      };
    }
  }
}
