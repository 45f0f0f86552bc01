package io.github.easyneg.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.easyneg.data.QaRow;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one row, and says in words what is wrong with it. */
public final class JsonRow {
  /** Reads rows of germanrag's shape. */
  static final JsonRows.Reader<QaRow> READER =
      new JsonRows.Reader<>() {
        @Override
        public QaRow read(JsonParser parser) throws IOException {
          return JsonRow.read(parser);
        }

        @Override
        public String expected() {
          return "{\"contexts\", \"question\", \"answer\", \"positive_ctx_idx\"}";
        }
      };

  private @Nullable List<String> contexts;
  private @Nullable String question;
  private List<String> answers = List.of();
  private List<String> moreAnswers = List.of();
  private @Nullable List<Integer> positives;
  private List<Integer> morePositives = List.of();
  private Map<Integer, String> ids = Map.of();
  private final Map<String, Object> extra = new LinkedHashMap<>();

  private JsonRow() {}

  /**
   * Reads the object that the parser stands at.
   *
   * @throws IllegalArgumentException if it is no row; the message does not name the place
   */
  static QaRow read(JsonParser parser) throws IOException {
    JsonRow row = new JsonRow();
    String problem = "";
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String field = parser.currentName();
      parser.nextToken();
      try {
        row.field(field, parser);
      } catch (IllegalArgumentException e) {
        // Read on to the row's end: broken JSON matters more than a broken field.
        problem = problem.isEmpty() ? String.valueOf(e.getMessage()) : problem;
        parser.skipChildren();
      }
    }
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(problem);
    }
    return row.build();
  }

  private void field(String field, JsonParser parser) throws IOException {
    switch (field) {
      case "contexts" -> contexts = texts("contexts", parser);
      case "question" -> question = text("question", parser);
      case "answer" -> answers = answers("answer", parser);
      case "answers" -> moreAnswers = answers("answers", parser);
      case "positive_ctx_idx" -> positives = indices("positive_ctx_idx", parser);
      case "positive_ctx_idxs" -> morePositives = indices("positive_ctx_idxs", parser);
      case "context_ids" -> ids = ids(parser);
      default -> extra.put(field, value(parser));
    }
  }

  private QaRow build() {
    List<String> texts = required("contexts", contexts);
    String asked = required("question", question);
    List<Integer> indices = required("positive_ctx_idx", positives);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("contexts is empty; a row needs at least one context.");
    }
    requireInRange("positive_ctx_idx", indices, texts.size());
    requireInRange("positive_ctx_idxs", morePositives, texts.size());
    ids.keySet().forEach(index -> requireId(index, texts.size()));
    return new QaRow(
        texts, asked, joined(answers, moreAnswers), joined(indices, morePositives), ids, extra);
  }

  private static void requireInRange(String field, List<Integer> indices, int contexts) {
    for (int index : indices) {
      if (index < 0 || index >= contexts) {
        throw new IllegalArgumentException(
            field
                + " is "
                + index
                + " but contexts has "
                + contexts
                + (contexts == 1 ? " entry" : " entries")
                + "; use "
                + (contexts == 1 ? "0" : "0.." + (contexts - 1))
                + ", or -1 for \"no positive\".");
      }
    }
  }

  private static void requireId(int index, int contexts) {
    if (index >= contexts) {
      throw new IllegalArgumentException(
          "context_ids has an entry "
              + index
              + " but contexts has "
              + contexts
              + (contexts == 1 ? " entry" : " entries")
              + "; give one id for each context, or null.");
    }
  }

  /** Returns what is in either, each once. */
  private static <T> List<T> joined(List<T> first, List<T> more) {
    return Stream.concat(first.stream(), more.stream()).distinct().toList();
  }

  private static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException(
          field
              + " is missing; a row is {\"contexts\", \"question\", \"answer\","
              + " \"positive_ctx_idx\"}"
              + (field.equals("positive_ctx_idx") ? ", with -1 for \"no positive\"." : "."));
    }
    return value;
  }

  private static List<String> texts(String field, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException(
          field + " must be an array of texts, found " + describe(parser) + ".");
    }
    List<String> texts = new ArrayList<>();
    String problem = "";
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      try {
        texts.add(text(field + "[" + texts.size() + "]", parser));
      } catch (IllegalArgumentException e) {
        problem = problem.isEmpty() ? String.valueOf(e.getMessage()) : problem;
        parser.skipChildren();
      }
    }
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(problem);
    }
    return texts;
  }

  private static String text(String field, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw new IllegalArgumentException(
          field + " must be a text, found " + describe(parser) + ".");
    }
    return parser.getText();
  }

  /**
   * Reads a text, a list of texts, SQuAD's {@code {"text": [...]}}, or null, which is no answer.
   */
  private static List<String> answers(String field, JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> List.of(parser.getText());
      case VALUE_NULL -> List.of();
      case START_ARRAY -> texts(field, parser);
      case START_OBJECT -> {
        List<String> texts = null;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          if (name.equals("text")) {
            texts = texts(field + ".text", parser);
          } else {
            parser.skipChildren();
          }
        }
        if (texts == null) {
          throw new IllegalArgumentException(
              field
                  + ".text is missing; an answer is a text, a list of texts, or {\"text\":"
                  + " [...]}.");
        }
        yield texts;
      }
      default ->
          throw new IllegalArgumentException(
              field + " must be a text, found " + describe(parser) + ".");
    };
  }

  /** Reads one index or a list of them; -1 alone is none. */
  private static List<Integer> indices(String field, JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      int index = index(field, parser);
      return index == -1 ? List.of() : List.of(index);
    }
    List<Integer> indices = new ArrayList<>();
    String problem = "";
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      try {
        int index = index(field + "[" + indices.size() + "]", parser);
        if (indices.contains(index)) {
          throw new IllegalArgumentException(
              field + " names context " + index + " twice; name each once.");
        }
        indices.add(index);
      } catch (IllegalArgumentException e) {
        problem = problem.isEmpty() ? String.valueOf(e.getMessage()) : problem;
        parser.skipChildren();
      }
    }
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(problem);
    }
    return indices;
  }

  private static Map<Integer, String> ids(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException(
          "context_ids must be an array of ids, found " + describe(parser) + ".");
    }
    Map<Integer, String> ids = new LinkedHashMap<>();
    String problem = "";
    for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
      switch (parser.currentToken()) {
        case VALUE_STRING, VALUE_NUMBER_INT -> ids.put(i, parser.getText());
        case VALUE_NULL -> {}
        default -> {
          problem =
              "context_ids["
                  + i
                  + "] must be a text, a whole number or null, found "
                  + describe(parser)
                  + ".";
          parser.skipChildren();
        }
      }
    }
    if (!problem.isEmpty()) {
      throw new IllegalArgumentException(problem);
    }
    return ids;
  }

  private static int index(String field, JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT) {
      // A table that cannot hold a missing whole number makes 0.0 of 0.
      BigDecimal number = parser.getDecimalValue().stripTrailingZeros();
      if (number.scale() <= 0 && number.precision() - number.scale() < 10) {
        return number.intValueExact();
      }
    }
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new IllegalArgumentException(
          field
              + " must be a whole number, found "
              + describe(parser)
              + "; use the index of the context that answers the question, or -1 for \"no"
              + " positive\".");
    }
    if (parser.getNumberType() != JsonParser.NumberType.INT) {
      throw new IllegalArgumentException(
          field
              + " is "
              + parser.getText()
              + ", which no row has as many contexts for; use the index of the context that answers"
              + " the question, or -1 for \"no positive\".");
    }
    return parser.getIntValue();
  }

  /** Reads any value into plain Java; the parser limits how deep it can nest. */
  public static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          String name = parser.currentName();
          parser.nextToken();
          map.put(name, value(parser));
        }
        yield map;
      }
      case START_ARRAY -> {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          list.add(value(parser));
        }
        yield list;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  /** Returns the value that the parser stands at in words, cut after 40 characters. */
  static String describe(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "an array";
      case VALUE_STRING -> "the text \"" + beginning(parser.getText()) + "\"";
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + parser.getText();
      default -> parser.getText();
    };
  }

  /** Returns the first 40 characters; what a line of a message cannot show as JSON writes it. */
  private static String beginning(String text) {
    StringBuilder shown = new StringBuilder();
    int end =
        text.codePointCount(0, text.length()) > 40 ? text.offsetByCodePoints(0, 40) : text.length();
    text.substring(0, end)
        .codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown + (end < text.length() ? "…" : "");
  }
}
