package io.github.easyneg.internal.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.easyneg.data.QaRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
  private @Nullable String answer;
  private @Nullable Integer positive;
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
      case "contexts" -> contexts = texts(parser);
      case "question" -> question = text("question", parser);
      case "answer" -> answer = text("answer", parser);
      case "positive_ctx_idx" -> positive = index(parser);
      default -> extra.put(field, value(parser));
    }
  }

  private QaRow build() {
    List<String> texts = required("contexts", contexts);
    String asked = required("question", question);
    String answered = required("answer", answer);
    int index = required("positive_ctx_idx", positive);
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("contexts is empty; a row needs at least one context.");
    }
    if (index < -1 || index >= texts.size()) {
      throw new IllegalArgumentException(
          "positive_ctx_idx is "
              + index
              + " but contexts has "
              + texts.size()
              + (texts.size() == 1 ? " entry" : " entries")
              + "; use "
              + (texts.size() == 1 ? "0" : "0.." + (texts.size() - 1))
              + ", or -1 for \"no positive\".");
    }
    OptionalInt place = index == -1 ? OptionalInt.empty() : OptionalInt.of(index);
    return new QaRow(texts, asked, answered, place, extra);
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

  private static List<String> texts(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw new IllegalArgumentException(
          "contexts must be an array of texts, found " + describe(parser) + ".");
    }
    List<String> texts = new ArrayList<>();
    String problem = "";
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      try {
        texts.add(text("contexts[" + texts.size() + "]", parser));
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

  private static int index(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
      throw new IllegalArgumentException(
          "positive_ctx_idx must be a whole number, found "
              + describe(parser)
              + "; use the index of the context that answers the question, or -1 for \"no"
              + " positive\".");
    }
    if (parser.getNumberType() != JsonParser.NumberType.INT) {
      throw new IllegalArgumentException(
          "positive_ctx_idx is "
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
                shown.append("\\u%04x".formatted(c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown + (end < text.length() ? "…" : "");
  }
}
