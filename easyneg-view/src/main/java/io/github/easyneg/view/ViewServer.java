package io.github.easyneg.view;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.easyneg.internal.io.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A page about one audit, served to this machine alone.
 *
 * <p>It listens on the loopback address. Each path begins with a random token, and requests that
 * name another host are refused, so that neither other users of the machine nor web pages that are
 * open in the same browser get at the data. Thread-safe.
 */
public final class ViewServer implements AutoCloseable {
  private static final int LARGEST_BODY = 16 << 20;
  private static final Map<String, String> FILES =
      Map.of(
          "", "page.html",
          "page.js", "page.js",
          "page.css", "page.css",
          "lit-html.js", "lit/lit-html.js");

  private final HttpServer server;
  private final ExecutorService threads;
  private final Api api;
  private final AuditIndex index;
  private final String token;

  private ViewServer(HttpServer server, Api api, AuditIndex index) {
    this.server = server;
    this.api = api;
    this.index = index;
    this.threads =
        Executors.newFixedThreadPool(
            4,
            task -> {
              Thread thread = new Thread(task, "easyneg-view");
              thread.setDaemon(true);
              return thread;
            });
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    this.token = HexFormat.of().formatHex(random);
  }

  static ViewServer start(Api api, AuditIndex index, int port) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      ViewServer view = new ViewServer(HttpServer.create(address, 0), api, index);
      view.server.setExecutor(view.threads);
      view.server.createContext("/", view::handle);
      view.server.start();
      return view;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "port " + port + " cannot be listened on: " + Reason.of(e) + "; choose another.", e);
    }
  }

  /** Returns where to look, token included. */
  public URI address() {
    return URI.create("http://" + host() + "/" + token + "/");
  }

  private String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer = answer(exchange);
      } catch (IllegalArgumentException e) {
        answer = Answer.text(400, String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        answer = Answer.text(500, String.valueOf(e.getMessage()));
      }
      send(exchange, answer);
    }
  }

  private Answer answer(HttpExchange exchange) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (!host().equals(host) && !("localhost:" + server.getAddress().getPort()).equals(host)) {
      return Answer.text(403, "This server answers requests to " + host() + " alone.");
    }
    String path = exchange.getRequestURI().getPath();
    String start = "/" + token + "/";
    // In constant time: how long the comparison took must tell nothing about the token.
    if (path.length() < start.length()
        || !MessageDigest.isEqual(
            path.substring(0, start.length()).getBytes(StandardCharsets.UTF_8),
            start.getBytes(StandardCharsets.UTF_8))) {
      return Answer.text(404, "Not found. Open the address that 'easyneg view' printed.");
    }
    String name = path.substring(start.length());
    if (exchange.getRequestMethod().equals("POST")) {
      return name.equals("api/mark") ? mark(exchange, host) : Answer.text(404, "Not found.");
    }
    if (!exchange.getRequestMethod().equals("GET")) {
      return Answer.text(405, "Use GET or POST.");
    }
    return switch (name) {
      case "api/summary" -> Answer.json(api.summary());
      case "api/rows" -> Answer.json(api.rows(parameters(exchange.getRequestURI())));
      case "api/most-used" -> Answer.json(api.mostUsed());
      default ->
          FILES.containsKey(name) ? Answer.file(FILES.get(name)) : Answer.text(404, "Not found.");
    };
  }

  private Answer mark(HttpExchange exchange, String host) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    String origin = headers.getFirst("Origin");
    if (origin != null && !origin.equals("http://" + host)) {
      return Answer.text(403, "Marks are taken from this page alone.");
    }
    // A form of another page cannot send this type without being asked first.
    if (!"application/json".equals(headers.getFirst("Content-Type"))) {
      return Answer.text(415, "A mark must be application/json.");
    }
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    return body.length > LARGEST_BODY
        ? Answer.text(413, "A mark has at most " + LARGEST_BODY + " bytes.")
        : Answer.json(api.mark(body));
  }

  private static Map<String, String> parameters(URI address) {
    Map<String, String> parameters = new LinkedHashMap<>();
    String query = address.getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decode(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", answer.type);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; img-src data:; script-src 'self'; style-src 'self'; connect-src"
            + " 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(answer.body);
    }
  }

  /** Stops the server and deletes its temporary file; marks are kept. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    index.close();
  }

  /** A response. */
  private static final class Answer {
    private final int status;
    private final String type;
    private final byte[] body;

    private Answer(int status, String type, byte[] body) {
      this.status = status;
      this.type = type;
      this.body = body;
    }

    static Answer text(int status, String text) {
      return new Answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer json(byte[] body) {
      return new Answer(200, "application/json", body);
    }

    static Answer file(String name) throws IOException {
      String type =
          name.endsWith(".js")
              ? "text/javascript; charset=utf-8"
              : name.endsWith(".css") ? "text/css; charset=utf-8" : "text/html; charset=utf-8";
      try (InputStream in = ViewServer.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException(
              "easyneg-view's jar lacks " + name + "; build the module with Maven.");
        }
        return new Answer(200, type, in.readAllBytes());
      }
    }
  }
}
