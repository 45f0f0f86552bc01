package io.github.easyneg.langchain4j.internal.chroma;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.easyneg.index.VectorIndex.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Passages and vectors in Chroma's JSON, token by token: a page of 1000 vectors is some megabytes,
 * and a tree of it would be some hundred.
 *
 * <p>Each vector goes in twice: as the embedding that Chroma searches by, and as an {@link
 * ExactVector} in the entry's metadata, because Chroma does not give embeddings back bit by bit.
 */
final class VectorsJson {
  private static final JsonFactory JSON = new JsonFactory();

  private VectorsJson() {}

  /** Returns the body of an upsert. */
  static byte[] write(List<Entry> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeArrayFieldStart("ids");
      for (Entry entry : entries) {
        out.writeString(entry.passage().id());
      }
      out.writeEndArray();
      out.writeArrayFieldStart("embeddings");
      for (Entry entry : entries) {
        out.writeStartArray();
        for (float number : entry.vector()) {
          out.writeNumber(number);
        }
        out.writeEndArray();
      }
      out.writeEndArray();
      out.writeArrayFieldStart("metadatas");
      for (Entry entry : entries) {
        out.writeStartObject();
        out.writeStringField(ExactVector.KEY, ExactVector.encode(entry.vector()));
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeArrayFieldStart("documents");
      for (Entry entry : entries) {
        // For other programs: LangChain4j's store fails on a search that finds a blank document.
        String text = entry.passage().text();
        out.writeString(text.isBlank() ? null : text);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** Returns the body of a search for the {@code n} nearest. */
  static byte[] writeQuery(float[] query, int n) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeArrayFieldStart("query_embeddings");
      out.writeStartArray();
      for (float number : query) {
        out.writeNumber(number);
      }
      out.writeEndArray();
      out.writeEndArray();
      out.writeNumberField("n_results", n);
      out.writeArrayFieldStart("include");
      out.writeString("metadatas");
      out.writeEndArray();
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /**
   * Reads {@code {"ids": [..], "metadatas": [..], ..}}, in either order, and hands over the exact
   * vectors; entries without one are not ours.
   *
   * @return how many entries there were, ours and others
   */
  static int read(byte[] body, BiConsumer<String, float[]> to) throws IOException {
    return read(body, 1, to);
  }

  /** Reads the answer to one query, whose lists lie in a list of queries. */
  static void readMatches(byte[] body, BiConsumer<String, float[]> to) throws IOException {
    int unused = read(body, 2, to);
  }

  private static int read(byte[] body, int depth, BiConsumer<String, float[]> to)
      throws IOException {
    List<String> ids = new ArrayList<>();
    List<@Nullable String> vectors = new ArrayList<>();
    try (JsonParser in = JSON.createParser(body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new NotChroma("the answer is no JSON object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        JsonToken value = in.nextToken();
        if (field.equals("ids") && value == JsonToken.START_ARRAY) {
          eachValue(in, depth, () -> ids.add(in.getText()));
        } else if (field.equals("metadatas") && value == JsonToken.START_ARRAY) {
          eachValue(in, depth, () -> vectors.add(vector(in)));
        } else {
          in.skipChildren();
        }
      }
    }
    if (ids.size() != vectors.size()) {
      throw new NotChroma(
          "the answer has " + ids.size() + " ids and " + vectors.size() + " values");
    }
    for (int i = 0; i < ids.size(); i++) {
      String vector = vectors.get(i);
      if (vector != null) {
        to.accept(ids.get(i), ExactVector.decode(vector));
      }
    }
    return ids.size();
  }

  private interface Value {
    void read() throws IOException;
  }

  /**
   * Reads the values of an array, or at depth 2 of an array of arrays, which the parser entered.
   */
  private static void eachValue(JsonParser in, int depth, Value value) throws IOException {
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (depth == 1) {
        value.read();
      } else if (in.currentToken() == JsonToken.START_ARRAY) {
        eachValue(in, depth - 1, value);
      } else {
        throw new NotChroma("the answer has a value where a list is expected");
      }
    }
  }

  /** Returns the exact vector of the metadata that the parser stands on, if there is one. */
  private static @Nullable String vector(JsonParser in) throws IOException {
    String vector = null;
    if (in.currentToken() == JsonToken.START_OBJECT) {
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        if (in.nextToken() == JsonToken.VALUE_STRING && field.equals(ExactVector.KEY)) {
          vector = in.getText();
        } else {
          in.skipChildren();
        }
      }
    }
    return vector;
  }
}
