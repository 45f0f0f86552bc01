package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.easyneg.internal.text.ParserWords;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code tokenizer.json} says about its unknown token and its normalizer. The first is read
 * without building a tree, because vocabularies have half a million entries.
 */
final class TokenizerJson {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonFactory FACTORY = JSON.getFactory();
  private static final String NORMALIZER = "normalizer";

  /** More than any vocabulary has. */
  private static final int MOST_TOKENS = 1 << 24;

  private TokenizerJson() {}

  /**
   * Returns the number of the unknown token. WordPiece, WordLevel and BPE models name it, as {@code
   * model.unk_token}, and it is in the vocabulary or among the added tokens; Unigram models give
   * its number, as {@code model.unk_id}.
   *
   * @throws IllegalArgumentException if {@code json} is not JSON, or the number is not an {@code
   *     int}
   */
  static OptionalInt unknownToken(String json, String origin) {
    try (JsonParser number = FACTORY.createParser(json);
        JsonParser name = FACTORY.createParser(json);
        JsonParser vocabulary = FACTORY.createParser(json)) {
      if (moveTo(number, "model", "unk_id")
          && number.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        return OptionalInt.of(number.getIntValue());
      }
      if (!moveTo(name, "model", "unk_token") || name.currentToken() != JsonToken.VALUE_STRING) {
        return OptionalInt.empty();
      }
      return moveTo(vocabulary, "model", "vocab", name.getText())
          ? OptionalInt.of(vocabulary.getIntValue())
          : addedToken(json, name.getText());
    } catch (JsonProcessingException e) {
      throw notJson(origin, e);
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
  }

  /**
   * Returns all tokens by their numbers, those of the model and those that were added; null where a
   * number is unused.
   *
   * @throws IllegalArgumentException if {@code json} is not JSON, or has no vocabulary
   */
  static List<@Nullable String> vocabulary(String json, String origin) {
    Map<Integer, String> tokens = new TreeMap<>();
    try (JsonParser vocabulary = FACTORY.createParser(json);
        JsonParser added = FACTORY.createParser(json)) {
      if (moveTo(vocabulary, "model", "vocab")) {
        read(vocabulary, tokens);
      }
      if (moveTo(added, "added_tokens") && added.currentToken() == JsonToken.START_ARRAY) {
        for (JsonNode token : JSON.<JsonNode>readTree(added)) {
          put(tokens, token.path("id").asInt(-1), token.path("content").asText());
        }
      }
    } catch (JsonProcessingException e) {
      throw notJson(origin, e);
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    if (tokens.isEmpty()) {
      throw new IllegalArgumentException(
          origin + " is not a tokenizer with a vocabulary. " + ModelFolder.AGAIN);
    }
    int most = Collections.max(tokens.keySet());
    List<@Nullable String> byNumber = new ArrayList<>(most + 1);
    for (int i = 0; i <= most; i++) {
      byNumber.add(tokens.get(i));
    }
    return byNumber;
  }

  /** Reads numbers by token, or, as Unigram models have them, tokens and scores in order. */
  private static void read(JsonParser vocabulary, Map<Integer, String> tokens) throws IOException {
    if (vocabulary.currentToken() == JsonToken.START_OBJECT) {
      for (String token = vocabulary.nextFieldName();
          token != null;
          token = vocabulary.nextFieldName()) {
        put(tokens, vocabulary.nextIntValue(-1), token);
      }
    } else if (vocabulary.currentToken() == JsonToken.START_ARRAY) {
      int number = 0;
      while (vocabulary.nextToken() == JsonToken.START_ARRAY) {
        put(tokens, number++, String.valueOf(vocabulary.nextTextValue()));
        while (vocabulary.nextToken() != JsonToken.END_ARRAY) {
          vocabulary.skipChildren();
        }
      }
    }
  }

  private static void put(Map<Integer, String> tokens, int number, String token) {
    if (number < 0 || number > MOST_TOKENS) {
      throw new IllegalArgumentException(
          "the token '" + token + "' has the number " + number + "; expected 0.." + MOST_TOKENS);
    }
    String unused = tokens.putIfAbsent(number, token);
  }

  /**
   * Returns a tokenizer that neither truncates nor pads, and is otherwise the same.
   *
   * @throws IllegalArgumentException if {@code json} is not JSON
   */
  static String plain(String json, String origin) {
    StringWriter text = new StringWriter(json.length());
    try (JsonParser parser = FACTORY.createParser(json);
        JsonGenerator generator = FACTORY.createGenerator(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException(
            origin + " is not a tokenizer: it is no JSON object. " + ModelFolder.AGAIN);
      }
      generator.writeStartObject();
      for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
        parser.nextToken();
        generator.writeFieldName(field);
        if (field.equals("truncation") || field.equals("padding")) {
          parser.skipChildren();
          generator.writeNull();
        } else {
          generator.copyCurrentStructure(parser);
        }
      }
      generator.writeEndObject();
    } catch (JsonProcessingException e) {
      throw notJson(origin, e);
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    return text.toString();
  }

  private static OptionalInt addedToken(String json, String name) throws IOException {
    try (JsonParser added = FACTORY.createParser(json)) {
      if (!moveTo(added, "added_tokens") || added.currentToken() != JsonToken.START_ARRAY) {
        return OptionalInt.empty();
      }
      for (JsonNode token : JSON.<JsonNode>readTree(added)) {
        if (token.path("content").asText().equals(name) && token.path("id").canConvertToInt()) {
          return OptionalInt.of(token.path("id").intValue());
        }
      }
      return OptionalInt.empty();
    }
  }

  /**
   * Returns what a file says before its vocabulary: how it truncates, and its normalizer. Where it
   * is invalid JSON, as far as it could be read; loading the tokenizer reports the error.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  static JsonNode heading(Path file) {
    ObjectNode heading = JSON.createObjectNode();
    try (JsonParser parser = FACTORY.createParser(Files.newInputStream(file))) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return heading;
      }
      for (String field = parser.nextFieldName();
          field != null && heading.size() < 2;
          field = parser.nextFieldName()) {
        parser.nextToken();
        if (field.equals("truncation") || field.equals(NORMALIZER)) {
          heading.set(field, JSON.readTree(parser));
        } else {
          parser.skipChildren();
        }
      }
      return heading;
    } catch (JsonProcessingException e) {
      return heading;
    } catch (IOException e) {
      throw ModelFolder.unreadable(file, e);
    }
  }

  /**
   * Returns a tokenizer whose normalizer has other settings.
   *
   * @throws IllegalArgumentException if {@code json} is not JSON, or not a tokenizer
   */
  static String with(Map<String, JsonNode> settings, String json, String origin) {
    try {
      ObjectNode tokenizer = tree(json, origin);
      if (tokenizer.path(NORMALIZER) instanceof ObjectNode normalizer) {
        normalizer.setAll(settings);
      }
      return JSON.writeValueAsString(tokenizer);
    } catch (JsonProcessingException e) {
      throw notJson(origin, e);
    }
  }

  private static ObjectNode tree(String json, String origin) throws JsonProcessingException {
    if (JSON.readTree(json) instanceof ObjectNode tokenizer) {
      return tokenizer;
    }
    throw new IllegalArgumentException(
        origin + " is not a tokenizer: it is not a JSON object. " + ModelFolder.AGAIN);
  }

  /**
   * Returns a tokenizer that lowercases texts before anything else, as sentence-transformers 6 does
   * for {@code do_lower_case}: added tokens are found before that, and one whose normalizer
   * lowercases already stays as it is.
   *
   * @throws IllegalArgumentException if {@code json} is not JSON, or not a tokenizer
   */
  static String lowering(String json, String origin) {
    try {
      ObjectNode tokenizer = tree(json, origin);
      JsonNode normalizer = tokenizer.path(NORMALIZER);
      if (lowers(normalizer)) {
        return json;
      }
      ArrayNode steps = JSON.createArrayNode();
      steps.addObject().put("type", "Lowercase");
      if (normalizer.path("type").asText().equals("Sequence")) {
        normalizer.path("normalizers").forEach(steps::add);
      } else if (normalizer.isObject()) {
        steps.add(normalizer);
      }
      tokenizer.putObject(NORMALIZER).put("type", "Sequence").set("normalizers", steps);
      return JSON.writeValueAsString(tokenizer);
    } catch (JsonProcessingException e) {
      throw notJson(origin, e);
    }
  }

  private static boolean lowers(JsonNode normalizer) {
    String type = normalizer.path("type").asText();
    if (type.equals("Sequence")) {
      for (JsonNode step : normalizer.path("normalizers")) {
        if (lowers(step)) {
          return true;
        }
      }
    }
    return type.equals("Lowercase") || normalizer.path("lowercase").asBoolean(false);
  }

  private static IllegalArgumentException notJson(String origin, JsonProcessingException e) {
    return new IllegalArgumentException(
        origin
            + " is not a tokenizer that can be read: "
            + ParserWords.plain(e.getOriginalMessage())
            + ". Download the model's folder again.",
        e);
  }

  /** Moves to the value at a path of field names; false where there is none. */
  private static boolean moveTo(JsonParser parser, String... path) throws IOException {
    JsonToken token = parser.nextToken();
    for (String name : path) {
      if (token != JsonToken.START_OBJECT) {
        return false;
      }
      String field = parser.nextFieldName();
      while (field != null && !field.equals(name)) {
        parser.nextToken();
        parser.skipChildren();
        field = parser.nextFieldName();
      }
      if (field == null) {
        return false;
      }
      token = parser.nextToken();
    }
    return true;
  }
}
