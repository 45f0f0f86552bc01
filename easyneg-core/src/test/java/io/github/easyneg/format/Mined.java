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
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Mined rows for tests, made by hand or read from {@code golden/mined.jsonl}. */
final class Mined {
  private Mined() {}

  static MinedRow row(QaRow row, String... negatives) {
    return new MinedRow(
        row,
        1,
        Arrays.stream(negatives).map(text -> negative(Passage.of(text), 0.1)).toList(),
        Optional.empty());
  }

  static List<MinedRow> golden() {
    List<MinedRow> rows = new ArrayList<>();
    try (InputStream in =
            Objects.requireNonNull(Mined.class.getResourceAsStream("/golden/mined.jsonl"));
        JsonParser json = new JsonFactory().createParser(in)) {
      while (json.nextToken() != null) {
        Map<?, ?> line = (Map<?, ?>) Objects.requireNonNull(value(json));
        MinedRow row =
            new MinedRow(
                qaRow((Map<?, ?>) get(line, "row")),
                ((Number) get(line, "number")).longValue(),
                negatives(line),
                Optional.empty());
        rows.add(
            line.containsKey("context_cosines")
                ? row.withContextCosines(doubles(get(line, "context_cosines")))
                : row);
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
    extra
        .keySet()
        .removeAll(
            List.of(
                "contexts",
                "question",
                "answer",
                "positive_ctx_idx",
                "answers",
                "positive_ctx_idxs",
                "context_ids"));
    return new QaRow(
        texts(get(fields, "contexts")),
        (String) get(fields, "question"),
        fields.containsKey("answers")
            ? texts(get(fields, "answers"))
            : fields.get("answer") instanceof String answer ? List.of(answer) : List.of(),
        fields.containsKey("positive_ctx_idxs")
            ? ((List<?>) get(fields, "positive_ctx_idxs"))
                .stream().map(index -> ((Number) index).intValue()).toList()
            : positive < 0 ? List.of() : List.of(positive),
        ids(fields.get("context_ids")),
        extra);
  }

  private static Map<Integer, String> ids(@Nullable Object list) {
    Map<Integer, String> ids = new LinkedHashMap<>();
    if (list instanceof List<?> all) {
      for (int i = 0; i < all.size(); i++) {
        if (all.get(i) instanceof String id) {
          ids.put(i, id);
        }
      }
    }
    return ids;
  }

  private static List<MinedNegative> negatives(Map<?, ?> line) {
    Map<Integer, String> ids = ids(line.get("negative_ids"));
    List<MinedNegative> negatives = new ArrayList<>();
    for (String text : texts(get(line, "negatives"))) {
      Passage passage =
          Passage.of(text).withSourceId(Optional.ofNullable(ids.get(negatives.size())));
      negatives.add(
          negative(passage, doubles(get(line, "negative_cosines")).get(negatives.size())));
    }
    return negatives;
  }

  /** Reads the value that {@code json} is at. */
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

  private static List<Double> doubles(Object list) {
    return ((List<?>) list).stream().map(number -> ((Number) number).doubleValue()).toList();
  }

  private static MinedNegative negative(Passage passage, double cosine) {
    return MinedNegative.of(passage, "easy")
        .cosine(cosine)
        .cosineQuantile(0.2)
        .lexicalQuantile(0.3)
        .frequency(1)
        .probability(OptionalDouble.of(0.01))
        .guards(List.of("own-context"))
        .build();
  }

  private static Object get(Map<?, ?> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  private static List<String> texts(Object list) {
    return ((List<?>) list).stream().map(String.class::cast).toList();
  }
}
