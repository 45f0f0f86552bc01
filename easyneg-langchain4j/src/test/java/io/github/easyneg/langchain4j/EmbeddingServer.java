package io.github.easyneg.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TextRole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Behaves like TEI: refuses batches of more than so many texts with 413, texts of more than so many
 * words with 413, and says 429 with {@code Retry-After} when it is told to. Its vectors are those
 * of {@link HashingEmbedder}.
 */
final class EmbeddingServer implements AutoCloseable {
  static final int DIMENSION = 64;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer http;
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final HashingEmbedder hashing = HashingEmbedder.ofDimension(DIMENSION);
  private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
  private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
  private volatile int mostTexts = 32;
  private volatile int mostWords = 512;
  private volatile UnaryOperator<String> spoil = UnaryOperator.identity();
  private int refusals;
  private int refusal;
  private String retryAfter = "";

  EmbeddingServer() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/v1/embeddings", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/v1";
  }

  void limits(int mostTexts, int mostWords) {
    this.mostTexts = mostTexts;
    this.mostWords = mostWords;
  }

  /** Refuses the next requests. */
  synchronized void refuse(int times, int status, String retryAfter) {
    this.refusals = times;
    this.refusal = status;
    this.retryAfter = retryAfter;
  }

  /** Changes the text of each answer. */
  void spoil(UnaryOperator<String> change) {
    this.spoil = change;
  }

  /** Returns the sizes of the batches that were embedded. */
  List<Integer> batches() {
    return List.copyOf(batches);
  }

  /** Returns the keys that were sent. */
  List<String> keys() {
    return List.copyOf(keys);
  }

  private synchronized int takeRefusal() {
    if (refusals == 0) {
      return 0;
    }
    refusals--;
    return refusal;
  }

  private void handle(HttpExchange call) throws IOException {
    JsonNode body = JSON.readTree(call.getRequestBody());
    keys.add(String.valueOf(call.getRequestHeaders().getFirst("Authorization")));
    int refused = takeRefusal();
    List<String> texts = new ArrayList<>();
    body.get("input").forEach(text -> texts.add(text.asText()));
    if (refused != 0) {
      if (!retryAfter.isEmpty()) {
        call.getResponseHeaders().set("Retry-After", retryAfter);
      }
      answer(call, refused, "{\"error\":\"Model is overloaded\",\"error_type\":\"overloaded\"}");
    } else if (texts.size() > mostTexts) {
      answer(
          call,
          413,
          "{\"error\":\"batch size %d > maximum allowed batch size %d\",\"error_type\":\"Validation\"}"
              .formatted(texts.size(), mostTexts));
    } else if (texts.stream().anyMatch(text -> text.split(" ", -1).length > mostWords)) {
      answer(
          call,
          413,
          "{\"error\":\"`inputs` must have less than %d tokens\",\"error_type\":\"Validation\"}"
              .formatted(mostWords));
    } else {
      batches.add(texts.size());
      answer(call, 200, spoil.apply(vectors(texts, body.path("model").asText())));
    }
  }

  private String vectors(List<String> texts, String model) {
    ObjectNode answer = JSON.createObjectNode().put("object", "list").put("model", model);
    ArrayNode data = answer.putArray("data");
    // In another order than the texts: the index counts.
    for (int i = texts.size() - 1; i >= 0; i--) {
      ObjectNode entry = data.addObject().put("object", "embedding").put("index", i);
      ArrayNode numbers = entry.putArray("embedding");
      for (float number : hashing.embed(List.of(texts.get(i)), TextRole.PASSAGE).get(0).vector()) {
        numbers.add(number);
      }
    }
    answer.putObject("usage").put("prompt_tokens", texts.size()).put("total_tokens", texts.size());
    return answer.toString();
  }

  private static void answer(HttpExchange call, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  @Override
  public void close() {
    http.stop(0);
    List<Runnable> unused = threads.shutdownNow();
  }
}
