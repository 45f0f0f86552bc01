package io.github.easyneg.langchain4j.internal.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.easyneg.index.VectorIndex.Entry;
import io.github.easyneg.langchain4j.internal.remote.HttpStatus;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;

/**
 * The calls of Chroma's API V2 that an index needs. Each method is one attempt; {@link
 * ChromaConnection} repeats them and words their failures.
 */
final class ChromaRest {
  private final HttpClient http;
  private final ObjectMapper json = new ObjectMapper();
  private final String database;
  private final String collections;

  ChromaRest(String url, String tenant, String database, Duration timeout) {
    // Version 1.1 in as many words: over plain HTTP the client would try to upgrade each
    // connection.
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(timeout)
            .build();
    this.database = url + "/api/v2/tenants/" + path(tenant) + "/databases/" + path(database);
    this.collections = this.database + "/collections";
  }

  /** Returns a name as a part of a URL's path. */
  static String path(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Tells whether the server has this tenant and this database. */
  boolean hasDatabase() throws IOException, InterruptedException {
    try {
      return json.readTree(send("GET", database, null)).has("name");
    } catch (HttpStatus e) {
      if (e.status() == 404) {
        return false;
      }
      throw e;
    }
  }

  /** Returns the collection of that name, if there is one. */
  Optional<ChromaCollection> find(String name) throws IOException, InterruptedException {
    try {
      return Optional.of(
          collection(json.readTree(send("GET", collections + "/" + path(name), null))));
    } catch (HttpStatus e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Creates a collection with cosine space; if another client was faster, returns its. */
  ChromaCollection create(String name, Hnsw graph, Map<String, Object> metadata)
      throws IOException, InterruptedException {
    ObjectNode body = json.createObjectNode().put("name", name).put("get_or_create", true);
    body.putObject("configuration")
        .putObject("hnsw")
        .put("space", "cosine")
        .put("max_neighbors", graph.neighbours())
        .put("ef_construction", graph.construction())
        .put("ef_search", graph.search());
    body.set("metadata", json.valueToTree(metadata));
    return collection(json.readTree(post(collections, body)));
  }

  /** Replaces a collection's metadata. */
  void describe(String id, Map<String, Object> metadata) throws IOException, InterruptedException {
    ObjectNode body = json.createObjectNode();
    body.set("new_metadata", json.valueToTree(metadata));
    byte[] unused = send("PUT", collections + "/" + id, json.writeValueAsBytes(body));
  }

  /** Returns how many entries a collection holds. */
  long count(String id) throws IOException, InterruptedException {
    return json.readTree(send("GET", collections + "/" + id + "/count", null)).asLong();
  }

  /** Hands over the vectors of those of {@code ids} that the collection holds. */
  void vectors(String id, List<String> ids, BiConsumer<String, float[]> to)
      throws IOException, InterruptedException {
    ObjectNode body = json.createObjectNode();
    body.set("ids", json.valueToTree(ids));
    body.putArray("include").add("metadatas");
    int unused = VectorsJson.read(post(collections + "/" + id + "/get", body), to);
  }

  /**
   * Hands over up to {@code limit} vectors from {@code offset} on, in the server's order.
   *
   * @return how many entries the page has
   */
  int page(String id, long offset, int limit, BiConsumer<String, float[]> to)
      throws IOException, InterruptedException {
    ObjectNode body = json.createObjectNode().put("limit", limit).put("offset", offset);
    body.putArray("include").add("metadatas");
    return VectorsJson.read(post(collections + "/" + id + "/get", body), to);
  }

  /** Hands over about {@code n} of the nearest entries' vectors; the graph may miss some. */
  void nearest(String id, float[] query, int n, BiConsumer<String, float[]> to)
      throws IOException, InterruptedException {
    byte[] body = VectorsJson.writeQuery(query, n);
    VectorsJson.readMatches(send("POST", collections + "/" + id + "/query", body), to);
  }

  /** Adds entries, or replaces those whose ids are there. */
  void upsert(String id, List<Entry> entries) throws IOException, InterruptedException {
    byte[] unused = send("POST", collections + "/" + id + "/upsert", VectorsJson.write(entries));
  }

  private byte[] post(String to, JsonNode body) throws IOException, InterruptedException {
    return send("POST", to, json.writeValueAsBytes(body));
  }

  private byte[] send(String method, String to, byte @org.jspecify.annotations.Nullable [] body)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        http.send(
            HttpRequest.newBuilder(URI.create(to))
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofByteArray(body))
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() / 100 != 2) {
      throw new HttpStatus(response.statusCode(), message(response.body()));
    }
    return response.body();
  }

  /** Returns Chroma's own words for what went wrong, or the whole answer where it has none. */
  private String message(byte[] body) {
    try {
      JsonNode message = json.readTree(body).get("message");
      if (message != null && message.isTextual()) {
        return message.asText();
      }
    } catch (IOException e) {
      // Not JSON: a proxy's page, for example. Its text is the best there is to say.
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private ChromaCollection collection(JsonNode node) throws NotChroma {
    if (!node.path("id").isTextual()) {
      throw new NotChroma("the collection has no id");
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.path("metadata").properties()) {
      metadata.put(field.getKey(), json.convertValue(field.getValue(), Object.class));
    }
    JsonNode configuration = node.path("configuration_json");
    JsonNode graph =
        configuration.path("hnsw").isObject()
            ? configuration.path("hnsw")
            : configuration.path("spann");
    JsonNode dimension = node.path("dimension");
    return new ChromaCollection(
        node.path("id").asText(),
        // Chroma's own default, for servers that leave it out.
        graph.path("space").asText("l2"),
        dimension.isInt() ? OptionalInt.of(dimension.asInt()) : OptionalInt.empty(),
        metadata);
  }
}
