package io.github.easyneg.langchain4j.internal.chroma;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.easyneg.index.VectorIndex.Entry;
import io.github.easyneg.internal.http.HttpStatus;
import io.github.easyneg.internal.http.ServerHttp;
import io.github.easyneg.langchain4j.internal.remote.WrongAnswer;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The calls of Chroma's API V2. Each method is one attempt, whose answer is checked; {@link
 * ChromaConnection} repeats them and words their failures.
 */
final class ChromaRest {
  /** A UUID; it becomes a part of addresses. */
  private static final Pattern ID = Pattern.compile("[0-9a-fA-F-]{1,64}");

  private final ServerHttp http;
  private final ObjectMapper json = new ObjectMapper();
  private final String checks;
  private final String database;
  private final String collections;

  ChromaRest(ChromaAddress address, ServerHttp http) {
    this.http = http;
    String url = address.url();
    this.checks = url + "/api/v2/pre-flight-checks";
    this.database =
        url
            + "/api/v2/tenants/"
            + path(address.tenant())
            + "/databases/"
            + path(address.database());
    this.collections = this.database + "/collections";
  }

  /** Returns a name as a part of a URL's path. */
  static String path(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Returns how many entries the server takes in one write, where it says so. */
  OptionalInt mostWritten() throws IOException, InterruptedException {
    try {
      JsonNode most = json.readTree(send("GET", checks, null)).path("max_batch_size");
      return most.isInt() && most.asInt() > 0 ? OptionalInt.of(most.asInt()) : OptionalInt.empty();
    } catch (HttpStatus e) {
      if (e.status() == 404 || e.status() == 405) {
        return OptionalInt.empty();
      }
      throw e;
    }
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

  /** Creates a collection with cosine space; if another client was faster, returns that one. */
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
    JsonNode count = json.readTree(send("GET", collections + "/" + id + "/count", null));
    if (!count.isIntegralNumber() || !count.canConvertToLong() || count.asLong() < 0) {
      throw new NotChroma("the count is not a whole number");
    }
    return count.asLong();
  }

  /** Returns the vectors of those of {@code ids} that the collection holds. */
  Map<String, float[]> vectors(String id, List<String> ids, int dimension)
      throws IOException, InterruptedException {
    ObjectNode body = json.createObjectNode();
    body.set("ids", json.valueToTree(ids));
    body.putArray("include").add("metadatas");
    Map<String, float[]> found =
        VectorsJson.read(post(collections + "/" + id + "/get", body), dimension).vectors();
    Set<String> asked = new HashSet<>(ids);
    for (String one : found.keySet()) {
      if (!asked.contains(one)) {
        throw new WrongAnswer("passage " + VectorsJson.shown(one) + " was not asked for");
      }
    }
    return found;
  }

  /** Returns up to {@code limit} vectors from {@code offset} on, in the server's order. */
  VectorsJson.Page page(String id, long offset, int limit, int dimension)
      throws IOException, InterruptedException {
    ObjectNode body = json.createObjectNode().put("limit", limit).put("offset", offset);
    body.putArray("include").add("metadatas");
    VectorsJson.Page page =
        VectorsJson.read(post(collections + "/" + id + "/get", body), dimension);
    if (page.entries() > limit) {
      throw new WrongAnswer(
          "the page has " + page.entries() + " entries; expected at most " + limit);
    }
    return page;
  }

  /** Returns the vectors of about {@code n} of the entries nearest to a vector. */
  Map<String, float[]> query(String id, float[] vector, int n, int dimension)
      throws IOException, InterruptedException {
    return VectorsJson.read(
            send("POST", collections + "/" + id + "/query", VectorsJson.query(vector, n)),
            dimension)
        .vectors();
  }

  /** Adds entries, or replaces those whose ids are there. */
  void upsert(String id, List<Entry> entries) throws IOException, InterruptedException {
    byte[] unused = send("POST", collections + "/" + id + "/upsert", VectorsJson.write(entries));
  }

  private byte[] post(String to, JsonNode body) throws IOException, InterruptedException {
    return send("POST", to, json.writeValueAsBytes(body));
  }

  private byte[] send(String method, String to, byte @Nullable [] body)
      throws IOException, InterruptedException {
    return http.send(method, to, body);
  }

  private ChromaCollection collection(JsonNode node) throws NotChroma {
    if (!node.path("id").isTextual()) {
      throw new NotChroma("the collection has no id");
    }
    Map<String, Object> metadata = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.path("metadata").properties()) {
      metadata.put(field.getKey(), json.convertValue(field.getValue(), Object.class));
    }
    if (!ID.matcher(node.path("id").asText()).matches()) {
      throw new NotChroma("the collection's id is not a UUID");
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
