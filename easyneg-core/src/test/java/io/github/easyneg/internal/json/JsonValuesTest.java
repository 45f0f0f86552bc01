package io.github.easyneg.internal.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonValuesTest {

  @Test
  void everyTypeThatRecordsHoldIsWritten() throws IOException {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("text", "a");
    value.put("flag", true);
    value.put("small", 1);
    value.put("long", Long.MIN_VALUE);
    value.put("real", 0.25);
    value.put("big", new BigInteger("123456789012345678901234567890"));
    value.put("decimal", new BigDecimal("1.10"));
    value.put("list", Arrays.asList("x", null, List.of()));
    value.put("map", Map.of("k", "v"));
    value.put("none", null);
    assertThat(json(value))
        .isEqualTo(
            "{\"text\":\"a\",\"flag\":true,\"small\":1,\"long\":-9223372036854775808,"
                + "\"real\":0.25,\"big\":123456789012345678901234567890,\"decimal\":1.10,"
                + "\"list\":[\"x\",null,[]],\"map\":{\"k\":\"v\"},\"none\":null}");
  }

  @Test
  void charactersThatSomeToolsTakeForLineEndsAreEscaped() throws IOException {
    assertThat(json("a\u0085b\u2028c\u2029d\ne\u000bf\u001cg"))
        .isEqualTo("\"a\\u0085b\\u2028c\\u2029d\\ne\\u000Bf\\u001Cg\"");
  }

  @Test
  void allOtherCharactersStayAsTheyAre() throws IOException {
    String text = "äöüß ẞ „Zitat“ – 🇩🇪 👩‍👩‍👧 \u00a0 e\u0301 \ufeff \u007f /";
    assertThat(json(text)).isEqualTo("\"" + text + "\"");
  }

  @Test
  void aNumberThatJsonLacksIsNamed() {
    assertThatThrownBy(() -> json(Map.of("list", List.of(1.0, Double.NaN))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("list[1] is NaN, which JSON cannot hold; use a finite number or null.");
  }

  @Test
  void aTypeThatRecordsDoNotHoldIsNamed() {
    assertThatThrownBy(() -> json(Map.of("a", Map.of("b", 'c'))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "a.b is a java.lang.Character; a record holds String, Boolean, Integer, Long, Double,"
                + " BigInteger, BigDecimal, List, Map or null.");
  }

  @Test
  void aFieldNameMustBeWellFormedToo() {
    assertThatThrownBy(() -> json(Map.of("\udc00", 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\udc00 holds an unpaired surrogate \\udc00 at position 0, which UTF-8 cannot carry;"
                + " repair or remove the character.");
  }

  private static String json(@Nullable Object value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonValues.generator(bytes)) {
      JsonValues.write(json, "", value);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
