package io.github.easyneg.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Stands in for a server that speaks OpenAI's protocol: {@code POST /v1/chat/completions}, with the
 * replies and errors of the real one, among them 401 for a wrong key.
 */
final class ChatServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final Predicate<String> answers;
  private final String key;
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private volatile int outages;
  private volatile Function<String, String> replies = text -> "";

  private ChatServer(HttpServer server, String key, Predicate<String> answers) {
    this.server = server;
    this.key = key;
    this.answers = answers;
  }

  /**
   * Starts a server.
   *
   * @param key that it wants, or nothing if it lets anybody in
   * @param answers tells whether the model says YES to a request
   */
  static ChatServer start(String key, Predicate<String> answers) throws IOException {
    ChatServer chat =
        new ChatServer(
            HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
            key,
            answers);
    chat.server.createContext("/", chat::handle);
    chat.server.setExecutor(chat.threads);
    chat.server.start();
    return chat;
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/v1";
  }

  /** Lets the next calls fail, as a server that is overloaded does. */
  void failNext(int calls) {
    outages = calls;
  }

  /** Refuses requests that hold a field. */
  void refuse(String field) {
    refused.add(field);
  }

  /** Replies otherwise than with YES or NO, to any request for which this is not empty. */
  void reply(Function<String, String> replies) {
    this.replies = replies;
  }

  /** Returns the bodies of all calls that were answered. */
  List<JsonNode> requests() {
    return requests;
  }

  private void handle(HttpExchange call) throws IOException {
    JsonNode body = JSON.readTree(call.getRequestBody());
    String allowed = "Bearer " + key;
    if (!call.getRequestMethod().equals("POST")
        || !call.getRequestURI().getPath().equals("/v1/chat/completions")) {
      reply(call, 404, error("Unknown request URL", "unknown_url"));
    } else if (!key.isEmpty()
        && !allowed.equals(call.getRequestHeaders().getFirst("Authorization"))) {
      reply(call, 401, error("Incorrect API key provided.", "invalid_api_key"));
    } else if (takeOutage()) {
      reply(call, 503, error("The server is overloaded.", "overloaded"));
    } else if (refused.stream().anyMatch(body::has)) {
      String field = refused.stream().filter(body::has).findFirst().orElseThrow();
      reply(call, 400, error("The field '" + field + "' is not supported.", "unsupported"));
    } else {
      requests.add(body);
      String text = body.at("/messages/0/content").asText();
      reply(call, 200, completion(body.path("model").asText(), said(text)));
    }
  }

  private String said(String text) {
    String reply = replies.apply(text);
    return reply.isEmpty() ? answers.test(text) ? "YES" : "NO" : reply;
  }

  private synchronized boolean takeOutage() {
    return outages > 0 && outages-- > 0;
  }

  private static Map<String, ?> completion(String model, String reply) {
    return Map.of(
        "id",
        "chatcmpl-1",
        "object",
        "chat.completion",
        "created",
        1,
        "model",
        model,
        "choices",
        List.of(
            Map.of(
                "index",
                0,
                "message",
                Map.of("role", "assistant", "content", reply),
                "finish_reason",
                "stop")),
        "usage",
        Map.of("prompt_tokens", 1, "completion_tokens", 1, "total_tokens", 2));
  }

  private static Map<String, ?> error(String message, String code) {
    return Map.of("error", new java.util.TreeMap<>(Map.of("message", message, "code", code)));
  }

  private static void reply(HttpExchange call, int status, Map<String, ?> body) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(body);
    call.getResponseHeaders().set("Content-Type", "application/json");
    call.sendResponseHeaders(status, bytes.length);
    call.getResponseBody().write(bytes);
    call.close();
  }

  @Override
  public void close() {
    server.stop(0);
    List<Runnable> unused = threads.shutdownNow();
  }
}
