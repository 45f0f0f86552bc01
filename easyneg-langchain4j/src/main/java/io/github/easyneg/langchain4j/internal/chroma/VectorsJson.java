package io.github.easyneg.langchain4j.internal.chroma;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.github.easyneg.index.VectorIndex.Entry;
import io.github.easyneg.internal.text.Excerpt;
import io.github.easyneg.langchain4j.internal.remote.WrongAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Passages and vectors in Chroma's JSON, token by token: a page of 1000 vectors is some megabytes,
 * and a tree of it would be some hundred.
 *
 * <p>Each vector is sent twice: as the embedding that Chroma searches by, and as an {@link
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
        // LangChain4j has no blank segments, and its search fails where it finds one.
        String text = entry.passage().text();
        out.writeString(text.isBlank() ? null : text);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    return bytes.toByteArray();
  }

  /** Returns the body of a search. */
  static byte[] query(float[] vector, int n) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeArrayFieldStart("query_embeddings");
      out.writeStartArray();
      for (float number : vector) {
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
   * What an answer holds.
   *
   * @param entries how many entries there were, ours and others
   * @param vectors the exact vectors of ours, by id
   */
  record Page(int entries, Map<String, float[]> vectors) {}

  /**
   * Reads {@code {"ids": [..], "metadatas": [..], ..}}, in either order, or the same in one more
   * list each, as the answer to a search has it; entries without an exact vector are not ours.
   *
   * @throws WrongAnswer if a vector is not one of that dimension, or an id is duplicated
   * @throws NotChroma if it is something else
   */
  static Page read(byte[] body, int dimension) throws IOException {
    List<String> ids = new ArrayList<>();
    List<@Nullable String> vectors = new ArrayList<>();
    try (JsonParser in = JSON.createParser(body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new NotChroma("the answer is not a JSON object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String field = in.currentName();
        JsonToken value = in.nextToken();
        if (field.equals("ids") && value == JsonToken.START_ARRAY) {
          elements(in, () -> ids.add(in.getText()));
        } else if (field.equals("metadatas") && value == JsonToken.START_ARRAY) {
          elements(in, () -> vectors.add(vector(in)));
        } else {
          in.skipChildren();
        }
      }
      if (in.currentToken() != JsonToken.END_OBJECT) {
        throw new NotChroma("the answer is cut off");
      }
    }
    if (ids.size() != vectors.size()) {
      throw new NotChroma(
          "the answer has " + ids.size() + " ids and " + vectors.size() + " values");
    }
    Map<String, float[]> found = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      String vector = vectors.get(i);
      if (vector != null) {
        float @Nullable [] before =
            found.put(ids.get(i), ExactVector.decode(shown(ids.get(i)), vector, dimension));
        if (before != null) {
          throw new WrongAnswer("passage " + shown(ids.get(i)) + " comes twice");
        }
      }
    }
    return new Page(ids.size(), found);
  }

  private interface Element {
    void read() throws IOException;
  }

  /** Reads the elements of a list, and of a list in it. */
  private static void elements(JsonParser in, Element element) throws IOException {
    for (int depth = 1; depth > 0; ) {
      JsonToken token = in.nextToken();
      if (token == null) {
        throw new NotChroma("the answer is cut off");
      }
      if (token == JsonToken.START_ARRAY) {
        depth++;
      } else if (token == JsonToken.END_ARRAY) {
        depth--;
      } else {
        element.read();
      }
    }
  }

  /** Returns an id that a server gave, sanitised for messages. */
  static String shown(String id) {
    return Excerpt.cut(id.replaceAll("[^\\p{Alnum}._-]", "?"), 64);
  }

  /** Returns the exact vector of the metadata that the parser is on, if there is one. */
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
