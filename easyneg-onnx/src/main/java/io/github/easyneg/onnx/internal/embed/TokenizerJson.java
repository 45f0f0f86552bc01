package io.github.easyneg.onnx.internal.embed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * What a {@code tokenizer.json} says about its unknown token. Read without building a tree, because
 * vocabularies have half a million entries.
 */
final class TokenizerJson {
  private static final JsonFactory JSON = new JsonFactory();

  private TokenizerJson() {}

  /**
   * Returns the number of the token that {@code model.unk_token} names. WordPiece, WordLevel and
   * BPE models may name one; Unigram models give a number instead, {@code unk_id}, which Model2Vec
   * does not look at.
   *
   * @throws IllegalArgumentException if {@code json} is not JSON, or the number no {@code int}
   */
  static OptionalInt unknownToken(String json, String origin) {
    try (JsonParser name = JSON.createParser(json);
        JsonParser vocabulary = JSON.createParser(json)) {
      if (!moveTo(name, "model", "unk_token")
          || name.currentToken() != JsonToken.VALUE_STRING
          || !moveTo(vocabulary, "model", "vocab", name.getText())) {
        return OptionalInt.empty();
      }
      return OptionalInt.of(vocabulary.getIntValue());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          origin
              + " is not a tokenizer that can be read: "
              + e.getOriginalMessage()
              + ". Download the model's folder again.",
          e);
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
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
