package io.github.easyneg.report.html;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A headless Chromium, told what to do over the DevTools protocol
 * (https://chromedevtools.github.io/devtools-protocol/).
 */
final class Chromium implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 120;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> incoming;
  private int lastId;

  private Chromium(Process process, WebSocket socket, BlockingQueue<JsonNode> incoming) {
    this.process = process;
    this.socket = socket;
    this.incoming = incoming;
  }

  /** Returns the program on the PATH, or the one that {@code easyneg.chromium} names. */
  static Optional<Path> find() {
    String named = System.getProperty("easyneg.chromium", "");
    if (!named.isEmpty()) {
      return Optional.of(Path.of(named));
    }
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(
            folder ->
                Stream.of("chromium", "chromium-browser", "google-chrome", "chrome.exe")
                    .map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts the browser.
   *
   * @param profile an empty folder for all that it keeps
   */
  static Chromium start(Path program, Path profile) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile,
                "--remote-debugging-port=0",
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("output.txt").toFile())
            .start();
    try {
      URI address = address(process, profile);
      BlockingQueue<JsonNode> incoming = new LinkedBlockingQueue<>();
      WebSocket socket =
          HttpClient.newBuilder()
              .proxy(HttpClient.Builder.NO_PROXY)
              .build()
              .newWebSocketBuilder()
              .buildAsync(address, new Messages(incoming))
              .join();
      return new Chromium(process, socket, incoming);
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static URI address(Process process, Path profile)
      throws IOException, InterruptedException {
    Path file = profile.resolve("DevToolsActivePort");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end && process.isAlive()) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() == 2) {
          return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
        }
      }
      Thread.sleep(50);
    }
    throw new IOException(
        "Chromium did not start: "
            + Files.readString(profile.resolve("output.txt"), StandardCharsets.UTF_8));
  }

  /** What a page did while it was looked at. */
  static final class Visit {
    private final List<String> problems = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private final Chromium browser;
    private final String session;

    private Visit(Chromium browser, String session) {
      this.browser = browser;
      this.session = session;
    }

    /** Returns errors, warnings and whatever else stands on the console. */
    List<String> problems() {
      return problems;
    }

    /** Returns the addresses that were asked for. */
    List<String> requests() {
      return requests;
    }

    /** Returns the value of an expression; a promise's, once it is kept. */
    JsonNode evaluate(String expression) throws InterruptedException {
      JsonNode answer =
          browser.call(
              this,
              "Runtime.evaluate",
              Map.of("expression", expression, "awaitPromise", true, "returnByValue", true));
      if (answer.has("exceptionDetails")) {
        throw new AssertionError(answer.get("exceptionDetails").toPrettyString());
      }
      return answer.path("result").path("value");
    }

    /** Switches the scheme, and lets the page draw itself anew. */
    void prefer(String scheme) throws InterruptedException {
      browser.call(
          this,
          "Emulation.setEmulatedMedia",
          Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
      settle();
    }

    /** Changes the window's size, and lets the page draw itself anew. */
    void resize(int width, int height) throws InterruptedException {
      browser.call(
          this,
          "Emulation.setDeviceMetricsOverride",
          Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
      settle();
    }

    /** Returns a picture of the whole page, PNG in Base64. */
    String picture() throws InterruptedException {
      return browser
          .call(this, "Page.captureScreenshot", Map.of("captureBeyondViewport", true))
          .path("data")
          .asText();
    }

    private void settle() throws InterruptedException {
      JsonNode unused =
          evaluate(
              "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() =>"
                  + " setTimeout(done, 0))))");
    }

    private void hear(JsonNode event) {
      JsonNode params = event.path("params");
      switch (event.path("method").asText()) {
        case "Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded" ->
            problems.add(params.toString());
        case "Network.requestWillBeSent" ->
            requests.add(params.path("request").path("url").asText());
        default -> {}
      }
    }
  }

  /** Opens a page in a tab of its own and waits until it is loaded and drawn. */
  Visit visit(Path page, int width, int height) throws InterruptedException {
    return visit(page, width, height, "");
  }

  /**
   * Opens a page in a browser that is changed before.
   *
   * @param change a program that runs before those of the page
   */
  Visit visit(Path page, int width, int height, String change) throws InterruptedException {
    Visit none = new Visit(this, "");
    String target =
        call(none, "Target.createTarget", Map.of("url", "about:blank")).path("targetId").asText();
    String session =
        call(none, "Target.attachToTarget", Map.of("targetId", target, "flatten", true))
            .path("sessionId")
            .asText();
    Visit visit = new Visit(this, session);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      call(visit, domain + ".enable", Map.of());
    }
    visit.resize(width, height);
    call(visit, "Page.addScriptToEvaluateOnNewDocument", Map.of("source", change));
    call(visit, "Page.navigate", Map.of("url", page.toUri().toString()));
    JsonNode event = next();
    while (!(event.path("method").asText().equals("Page.loadEventFired")
        && event.path("sessionId").asText().equals(session))) {
      visit.hear(event);
      event = next();
    }
    visit.settle();
    return visit;
  }

  @com.google.errorprone.annotations.CanIgnoreReturnValue
  private JsonNode call(Visit visit, String method, Map<String, Object> parameters)
      throws InterruptedException {
    int id = ++lastId;
    Map<String, Object> command =
        visit.session.isEmpty()
            ? Map.of("id", id, "method", method, "params", parameters)
            : Map.of("id", id, "method", method, "params", parameters, "sessionId", visit.session);
    WebSocket unused = socket.sendText(JSON.valueToTree(command).toString(), true).join();
    while (true) {
      JsonNode message = next();
      if (message.path("id").asInt() == id) {
        if (message.has("error")) {
          throw new IllegalStateException(method + ": " + message.get("error"));
        }
        return message.path("result");
      }
      visit.hear(message);
    }
  }

  private JsonNode next() throws InterruptedException {
    JsonNode message = incoming.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (message == null) {
      throw new IllegalStateException(
          "Chromium has been silent for %d s.".formatted(PATIENCE_SECONDS));
    }
    return message;
  }

  @Override
  public void close() throws IOException {
    try {
      // Asked politely, it leaves no links behind in its profile.
      call(new Visit(this, ""), "Browser.close", Map.of());
      socket.abort();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Chromium was ending", e);
    }
  }

  private static final class Messages implements WebSocket.Listener {
    private final BlockingQueue<JsonNode> incoming;
    private final StringBuilder text = new StringBuilder();

    Messages(BlockingQueue<JsonNode> incoming) {
      this.incoming = incoming;
    }

    @Override
    @SuppressWarnings("NullAway") // null says: the text may be used again at once
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        try {
          incoming.add(JSON.readTree(text.toString()));
        } catch (IOException e) {
          throw new IllegalStateException("Chromium sent no JSON: " + text, e);
        }
        text.setLength(0);
      }
      webSocket.request(1);
      return null;
    }
  }
}
