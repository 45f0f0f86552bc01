package io.github.easyneg.langchain4j.internal.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.github.easyneg.langchain4j.internal.remote.WrongAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A request for embeddings, and its answer, which is validated: vectors are put in the order of
 * their {@code index}, each text has one, all are of one length and finite.
 */
public final class EmbeddingsJson {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  private EmbeddingsJson() {}

  /** Returns the body of a request. */
  public static byte[] request(String model, List<String> texts, OptionalInt dimensions)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("model", model);
      out.writeArrayFieldStart("input");
      for (String text : texts) {
        out.writeString(text);
      }
      out.writeEndArray();
      out.writeStringField("encoding_format", "float");
      if (dimensions.isPresent()) {
        out.writeNumberField("dimensions", dimensions.getAsInt());
      }
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /**
   * Reads an answer.
   *
   * @param texts how many vectors are expected
   * @param dimension their length; 0 for any
   * @return a vector for each text, in the order of the texts
   * @throws WrongAnswer if the vectors cannot be those of the texts
   * @throws JsonProcessingException if it is not JSON, or truncated
   */
  public static List<float[]> read(byte[] body, int texts, int dimension) throws IOException {
    float[][] vectors = new float[texts][];
    int[] position = {0};
    boolean found = false;
    try (JsonParser in = JSON.createParser(body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new WrongAnswer("it is not a JSON object; expected one with a list 'data'");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        boolean data = in.currentName().equals("data");
        if (in.nextToken() == JsonToken.START_ARRAY && data) {
          found = true;
          while (in.nextToken() != JsonToken.END_ARRAY) {
            entry(in, vectors, position[0]++);
          }
        } else {
          in.skipChildren();
        }
      }
    }
    if (!found) {
      throw new WrongAnswer("it has no list 'data'; expected one with a vector for each text");
    }
    if (position[0] != texts) {
      throw new WrongAnswer("it holds " + position[0] + " vectors; expected " + texts);
    }
    return checked(vectors, dimension);
  }

  /** Reads {@code {"index": 3, "embedding": [..]}}. */
  private static void entry(JsonParser in, float[][] vectors, int position) throws IOException {
    if (in.currentToken() != JsonToken.START_OBJECT) {
      throw new WrongAnswer("entry " + position + " of 'data' is not an object");
    }
    int index = position;
    float @Nullable [] vector = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      JsonToken value = in.nextToken();
      if (field.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
        index = in.getIntValue();
      } else if (field.equals("embedding") && value == JsonToken.START_ARRAY) {
        vector = numbers(in, position);
      } else {
        in.skipChildren();
      }
    }
    if (vector == null) {
      throw new WrongAnswer("entry " + position + " of 'data' has no list 'embedding'");
    }
    if (index < 0 || index >= vectors.length) {
      throw new WrongAnswer("it has index " + index + "; expected 0 to " + (vectors.length - 1));
    }
    if (vectors[index] != null) {
      throw new WrongAnswer("it has index " + index + " twice");
    }
    vectors[index] = vector;
  }

  private static float[] numbers(JsonParser in, int position) throws IOException {
    float[] numbers = new float[1024];
    int size = 0;
    for (JsonToken token = in.nextToken(); token != JsonToken.END_ARRAY; token = in.nextToken()) {
      if (token == null) {
        break; // the parser reports that the answer is truncated
      }
      if (!token.isNumeric()) {
        throw new WrongAnswer(
            String.format(
                Locale.ROOT,
                "entry %d of 'data' holds %s; expected finite numbers",
                position,
                in.getText()));
      }
      if (size == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * size);
      }
      // By way of a double, some numbers would be rounded twice.
      numbers[size++] = Float.parseFloat(in.getText());
    }
    return Arrays.copyOf(numbers, size);
  }

  private static List<float[]> checked(float[][] vectors, int dimension) throws WrongAnswer {
    List<float[]> checked = new ArrayList<>(vectors.length);
    int expected = dimension;
    for (float[] vector : vectors) {
      if (vector == null) {
        throw new AssertionError("as many indexes as texts, and none twice");
      }
      expected = expected == 0 ? vector.length : expected;
      if (vector.length != expected || expected == 0) {
        throw new WrongAnswer(
            "a vector has " + vector.length + " numbers; expected " + Math.max(1, expected));
      }
      for (float number : vector) {
        if (!Float.isFinite(number)) {
          throw new WrongAnswer("a vector holds " + number + "; expected finite numbers");
        }
      }
      checked.add(vector);
    }
    return checked;
  }
}
