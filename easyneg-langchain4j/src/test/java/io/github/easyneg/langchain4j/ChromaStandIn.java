package io.github.easyneg.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Answers as a Chroma server does with one collection, but for what a test makes it do. */
final class ChromaStandIn implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "11111111-2222-3333-4444-555555555555";

  private final HttpServer http;
  private final Map<String, JsonNode> entries = new LinkedHashMap<>();
  private final List<Integer> writes = new ArrayList<>();
  private @Nullable JsonNode metadata;
  private String id = ID;
  private String count = "";
  private int announced;
  private int most = Integer.MAX_VALUE;
  private int refusal = 413;
  private String token = "";
  private UnaryOperator<String> vectors = UnaryOperator.identity();

  ChromaStandIn() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::handle);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** Says how many records it takes in one write; takes no more than {@code most}. */
  synchronized void limit(int announced, int most, int refusal) {
    this.announced = announced;
    this.most = most;
    this.refusal = refusal;
  }

  synchronized void requireToken(String token) {
    this.token = token;
  }

  synchronized void collectionId(String id) {
    this.id = id;
  }

  synchronized void count(String count) {
    this.count = count;
  }

  /** Gives other vectors back than it was given. */
  synchronized void vectors(UnaryOperator<String> change) {
    this.vectors = change;
  }

  /** Returns how many records each write had that was taken. */
  synchronized List<Integer> writes() {
    return List.copyOf(writes);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String given = exchange.getRequestHeaders().getFirst("X-Chroma-Token");
    if (!token.isEmpty() && !token.equals(given)) {
      answer(exchange, 401, "{\"error\":\"AuthError\",\"message\":\"no %s\"}".formatted(given));
      return;
    }
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (path.endsWith("/pre-flight-checks")) {
      answer(
          exchange,
          announced == 0 ? 404 : 200,
          announced == 0 ? "" : "{\"max_batch_size\":%d}".formatted(announced));
    } else if (path.endsWith("/upsert")) {
      upsert(exchange, JSON.readTree(body));
    } else if (path.endsWith("/get") || path.endsWith("/query")) {
      get(exchange, JSON.readTree(body));
    } else if (path.endsWith("/count")) {
      answer(exchange, 200, count.isEmpty() ? "" + entries.size() : count);
    } else if (path.endsWith("/collections") && method.equals("POST")) {
      metadata = JSON.readTree(body).get("metadata");
      answer(exchange, 200, collection());
    } else if (path.contains("/collections/")) {
      answer(exchange, metadata == null ? 404 : 200, metadata == null ? "" : collection());
    } else {
      answer(exchange, 200, "{\"name\":\"default_database\"}");
    }
  }

  private String collection() {
    ObjectNode collection = JSON.createObjectNode().put("id", id).put("name", "c");
    collection.putObject("configuration_json").putObject("hnsw").put("space", "cosine");
    collection.set("metadata", metadata);
    return collection.toString();
  }

  private void upsert(HttpExchange exchange, JsonNode body) throws IOException {
    int size = body.get("ids").size();
    if (size > most) {
      answer(exchange, refusal, "{\"message\":\"the batch is larger than %d\"}".formatted(most));
      return;
    }
    writes.add(size);
    for (int i = 0; i < size; i++) {
      entries.put(body.get("ids").get(i).asText(), body.get("metadatas").get(i));
    }
    answer(exchange, 200, "{}");
  }

  private void get(HttpExchange exchange, JsonNode body) throws IOException {
    ObjectNode found = JSON.createObjectNode();
    ArrayNode ids = found.putArray("ids");
    ArrayNode metadatas = found.putArray("metadatas");
    for (Map.Entry<String, JsonNode> entry : entries.entrySet()) {
      boolean asked = !body.has("ids");
      for (JsonNode one : body.path("ids")) {
        asked |= one.asText().equals(entry.getKey());
      }
      if (asked) {
        ids.add(entry.getKey());
        metadatas
            .addObject()
            .put("easyneg.vector", vectors.apply(entry.getValue().get("easyneg.vector").asText()));
      }
    }
    answer(exchange, 200, found.toString());
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
