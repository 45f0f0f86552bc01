package io.github.easyneg.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Mined rows for tests, made by hand or read from {@code golden/mined.jsonl}. */
final class Mined {
  private Mined() {}

  static MinedRow row(QaRow row, String... negatives) {
    return new MinedRow(
        row, 1, Arrays.stream(negatives).map(Mined::negative).toList(), Optional.empty());
  }

  static List<MinedRow> golden() {
    List<MinedRow> rows = new ArrayList<>();
    try (InputStream in =
            Objects.requireNonNull(Mined.class.getResourceAsStream("/golden/mined.jsonl"));
        JsonParser json = new JsonFactory().createParser(in)) {
      while (json.nextToken() != null) {
        Map<?, ?> line = (Map<?, ?>) Objects.requireNonNull(value(json));
        rows.add(
            new MinedRow(
                qaRow((Map<?, ?>) get(line, "row")),
                ((Number) get(line, "number")).longValue(),
                texts(get(line, "negatives")).stream().map(Mined::negative).toList(),
                Optional.empty()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  static QaRow qaRow(Map<?, ?> fields) {
    Map<String, Object> extra = new LinkedHashMap<>();
    fields.forEach((name, value) -> extra.put((String) name, value));
    int positive = ((Number) get(fields, "positive_ctx_idx")).intValue();
    extra.keySet().removeAll(List.of("contexts", "question", "answer", "positive_ctx_idx"));
    return new QaRow(
        texts(get(fields, "contexts")),
        (String) get(fields, "question"),
        (String) get(fields, "answer"),
        positive < 0 ? OptionalInt.empty() : OptionalInt.of(positive),
        extra);
  }

  /** Reads the value that {@code json} stands at. */
  static @Nullable Object value(JsonParser json) throws IOException {
    return switch (json.currentToken()) {
      case START_OBJECT -> {
        Map<String, Object> map = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String name = json.currentName();
          json.nextToken();
          map.put(name, value(json));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<Object> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(json));
        }
        yield list;
      }
      case VALUE_STRING -> json.getText();
      case VALUE_NUMBER_INT -> json.getLongValue();
      case VALUE_NUMBER_FLOAT -> json.getDecimalValue();
      case VALUE_NULL -> null;
      default -> json.getBooleanValue();
    };
  }

  private static MinedNegative negative(String text) {
    return new MinedNegative(
        Passage.of(text), "easy", 0.1, 0.2, 0.3, 1, 0.01, List.of("own-context"));
  }

  private static Object get(Map<?, ?> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  private static List<String> texts(Object list) {
    return ((List<?>) list).stream().map(String.class::cast).toList();
  }
}
