package io.github.easyneg.internal.audit;

import com.fasterxml.jackson.core.JsonParser;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.json.InputFile;
import io.github.easyneg.internal.json.JsonRecord;
import io.github.easyneg.internal.json.JsonRows;
import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import io.github.easyneg.mine.RejectedCandidate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Reads mined rows from the records that {@link io.github.easyneg.format.Audit} makes. */
public final class JsonAudit implements JsonRows.Reader<MinedRow> {
  private JsonAudit() {}

  /**
   * Opens the rows of a file; the caller closes the stream.
   *
   * @throws IllegalArgumentException if there is no such file, or it may not be read
   */
  public static Stream<MinedRow> rows(Path file) {
    InputFile.require(file, "give the file that auditTo(..) wrote");
    JsonRows<MinedRow> rows = JsonRows.open(file, new JsonAudit());
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(
                rows, Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE),
            false)
        .onClose(rows::close);
  }

  @Override
  public String expected() {
    return "of an audit, with {\"row\", \"contexts\", \"question\", \"answer\","
        + " \"positive_ctx_idx\", \"extra\", \"negatives\", \"missing\", \"reason\"}";
  }

  @Override
  public MinedRow read(JsonParser parser) throws IOException {
    JsonObject object = JsonObject.read(parser);
    QaRow row = row(object);
    List<MinedNegative> negatives = new ArrayList<>();
    for (JsonObject negative : object.objects("negatives")) {
      negatives.add(negative(negative));
    }
    List<RejectedCandidate> rejected = new ArrayList<>();
    if (object.has("rejected")) {
      object.objects("rejected").forEach(candidate -> rejected.add(rejected(candidate)));
    }
    MinedRow mined =
        new MinedRow(row, object.number("row").longValue(), negatives, shortfall(object), rejected);
    if (object.has("context_cosines")) {
      mined = mined.withContextCosines(object.doubles("context_cosines"));
    }
    return object.has("relevance")
        ? mined.withRelevance(relevance(object.object("relevance")))
        : mined;
  }

  private static MinedRow.Relevance relevance(JsonObject object) {
    return new MinedRow.Relevance(
        object.text("model"), object.doubles("contexts"), object.doubles("negatives"));
  }

  private static QaRow row(JsonObject object) {
    List<String> answers =
        object.has("answers")
            ? object.texts("answers")
            : object.textOrNull("answer").map(List::of).orElse(List.of());
    int positive = object.number("positive_ctx_idx").intValue();
    List<Integer> positives = new ArrayList<>();
    if (object.has("positive_ctx_idxs")) {
      object.numbers("positive_ctx_idxs").forEach(index -> positives.add(index.intValue()));
    } else if (positive != -1) {
      positives.add(positive);
    }
    Map<Integer, String> ids = new LinkedHashMap<>();
    if (object.has("context_ids")) {
      List<Optional<String>> all = object.textsOrNulls("context_ids");
      for (int i = 0; i < all.size(); i++) {
        int index = i;
        all.get(i).ifPresent(id -> ids.put(index, id));
      }
    }
    return new QaRow(
        object.texts("contexts"),
        object.text("question"),
        answers,
        positives,
        ids,
        object.map("extra"));
  }

  private static MinedNegative negative(JsonObject object) {
    return MinedNegative.of(passage(object), object.text("pool"))
        .cosine(object.number("cosine").doubleValue())
        .cosineQuantile(object.number("cosine_quantile").doubleValue())
        .lexicalQuantile(object.number("lexical_quantile").doubleValue())
        .frequency(object.number("frequency").intValue())
        .probability(
            object.numberOrNull("probability").stream()
                .mapToDouble(Number::doubleValue)
                .findFirst())
        .guards(object.texts("guards"))
        .distracting(
            object.has("distracting")
                ? OptionalDouble.of(object.number("distracting").doubleValue())
                : OptionalDouble.empty())
        .build();
  }

  private static RejectedCandidate rejected(JsonObject object) {
    return RejectedCandidate.of(passage(object), object.text("guard"))
        .cosine(object.number("cosine").doubleValue())
        .cosineQuantile(object.number("cosine_quantile").doubleValue())
        .lexicalQuantile(object.number("lexical_quantile").doubleValue())
        .build();
  }

  private static Passage passage(JsonObject object) {
    return new Passage(object.text("id"), object.text("text"))
        .withSourceId(
            object.has("source_id") ? Optional.of(object.text("source_id")) : Optional.empty());
  }

  private static Optional<MinedRow.Shortfall> shortfall(JsonObject object) {
    int missing = object.number("missing").intValue();
    if (missing == 0) {
      return Optional.empty();
    }
    String reason = object.text("reason");
    for (MinedRow.Reason known : MinedRow.Reason.values()) {
      if (known.name().equals(reason)) {
        return Optional.of(new MinedRow.Shortfall(missing, known));
      }
    }
    throw new IllegalArgumentException(
        "reason is \"" + reason + "\"; expected one of " + List.of(MinedRow.Reason.values()) + ".");
  }

  /** A JSON object whose fields are asked for by the type that they must have. */
  private record JsonObject(String path, Map<String, @Nullable Object> fields) {

    static JsonObject read(JsonParser parser) throws IOException {
      return of("", JsonRecord.value(parser));
    }

    private static JsonObject of(String path, @Nullable Object value) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      if (!(value instanceof Map<?, ?> map)) {
        throw wrong(path, "an object", value);
      }
      map.forEach((name, field) -> fields.put(String.valueOf(name), field));
      return new JsonObject(path, fields);
    }

    private @Nullable Object field(String name) {
      if (!fields.containsKey(name)) {
        throw new IllegalArgumentException(
            path + name + " is missing; give an audit of mined rows.");
      }
      return fields.get(name);
    }

    String text(String name) {
      if (field(name) instanceof String text) {
        return text;
      }
      throw wrong(path + name, "a text", field(name));
    }

    boolean has(String name) {
      return fields.containsKey(name);
    }

    Optional<String> textOrNull(String name) {
      return field(name) == null ? Optional.empty() : Optional.of(text(name));
    }

    Number number(String name) {
      return numberOrNull(name).orElseThrow(() -> wrong(path + name, "a number", null));
    }

    Optional<Number> numberOrNull(String name) {
      Object value = field(name);
      if (value == null) {
        return Optional.empty();
      }
      if (value instanceof Number number) {
        return Optional.of(number);
      }
      throw wrong(path + name, "a number", value);
    }

    List<String> texts(String name) {
      List<String> texts = new ArrayList<>();
      for (Object value : list(name)) {
        if (!(value instanceof String text)) {
          throw wrong(path + name + "[" + texts.size() + "]", "a text", value);
        }
        texts.add(text);
      }
      return texts;
    }

    List<Optional<String>> textsOrNulls(String name) {
      List<Optional<String>> texts = new ArrayList<>();
      for (Object value : list(name)) {
        if (value != null && !(value instanceof String)) {
          throw wrong(path + name + "[" + texts.size() + "]", "a text", value);
        }
        texts.add(Optional.ofNullable((String) value));
      }
      return texts;
    }

    List<Number> numbers(String name) {
      List<Number> numbers = new ArrayList<>();
      for (Object value : list(name)) {
        if (!(value instanceof Number number)) {
          throw wrong(path + name + "[" + numbers.size() + "]", "a number", value);
        }
        numbers.add(number);
      }
      return numbers;
    }

    List<Double> doubles(String name) {
      return numbers(name).stream().map(Number::doubleValue).toList();
    }

    JsonObject object(String name) {
      return of(path + name + ".", field(name));
    }

    List<JsonObject> objects(String name) {
      List<JsonObject> objects = new ArrayList<>();
      for (Object value : list(name)) {
        String place = path + name + "[" + objects.size() + "]";
        objects.add(of(place + ".", value));
      }
      return objects;
    }

    private List<?> list(String name) {
      if (field(name) instanceof List<?> list) {
        return list;
      }
      throw wrong(path + name, "an array", field(name));
    }

    Map<String, Object> map(String name) {
      Map<String, Object> extra = new LinkedHashMap<>();
      putAll(extra, of(path + name, field(name)).fields());
      return extra;
    }

    /** Rows keep a null in a field of the source, which the type of their map does not say. */
    @SuppressWarnings("NullAway")
    private static void putAll(Map<String, Object> extra, Map<String, @Nullable Object> fields) {
      extra.putAll(fields);
    }

    private static IllegalArgumentException wrong(
        String place, String expected, @Nullable Object found) {
      String words =
          found == null
              ? "null"
              : found instanceof String text
                  ? "the text \"" + Excerpt.cut(text, 40) + "\""
                  : found instanceof Map
                      ? "an object"
                      : found instanceof List ? "an array" : String.valueOf(found);
      return new IllegalArgumentException(
          (place.isEmpty() ? "a row" : place.replaceAll("\\.$", ""))
              + " must be "
              + expected
              + ", found "
              + words
              + ".");
    }
  }
}
