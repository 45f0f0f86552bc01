package io.github.easyneg.hub;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * Answers on loopback as the Hub does: small files behind a relative redirect, large ones behind a
 * signed address on another server, errors by {@code X-Error-Code}. {@link #script} makes it answer
 * otherwise, one request at a time.
 */
final class StubHub implements AutoCloseable {

  static final String COMMIT = "1".repeat(40);

  private static final Stored NOTHING = new Stored(new byte[0], false);

  private final HttpServer hub = start();
  private final HttpServer storage = start();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Repository> repositories = new ConcurrentHashMap<>();
  private final Map<String, Stored> blobs = new ConcurrentHashMap<>();
  private final Map<Scripted, Deque<Answer>> scripts = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /** A request as it came in; {@code storage} tells which server it went to. */
  record Request(boolean storage, String method, String path, String authorization, String range) {

    /** Without the signature. */
    String line() {
      return method + " " + path.replaceFirst("\\?.*", "");
    }
  }

  /** Content, and what the Hub calls it. */
  static final class Stored {
    private final byte[] bytes;
    private final boolean large;

    Stored(byte[] bytes, boolean large) {
      this.bytes = bytes;
      this.large = large;
    }

    byte[] bytes() {
      return bytes;
    }

    String etag() {
      if (large) {
        return hex("SHA-256", bytes);
      }
      byte[] head = ("blob " + bytes.length + "\0").getBytes(StandardCharsets.UTF_8);
      byte[] all = Arrays.copyOf(head, head.length + bytes.length);
      System.arraycopy(bytes, 0, all, head.length, bytes.length);
      return hex("SHA-1", all);
    }
  }

  /** Answers one request otherwise than the Hub would. */
  @FunctionalInterface
  interface Answer {
    void to(HttpExchange exchange, byte[] content) throws IOException;
  }

  private record Scripted(String method, String pathEnd) {}

  /** A repository under construction. */
  final class Repository {
    final Map<String, Map<String, Stored>> commits = new ConcurrentHashMap<>();
    final Map<String, String> refs = new ConcurrentHashMap<>();
    volatile String gate = "";
    volatile String token = "";
    volatile String head = COMMIT;

    /** Adds a small file to the latest commit. */
    @CanIgnoreReturnValue
    Repository file(String path, String content) {
      return put(path, content.getBytes(StandardCharsets.UTF_8), false);
    }

    /** Adds a file that the Hub keeps in its storage. */
    @CanIgnoreReturnValue
    Repository large(String path, byte[] content) {
      return put(path, content, true);
    }

    /** Begins another commit with the files of the latest. */
    @CanIgnoreReturnValue
    Repository commit(String sha) {
      commits.put(sha, new TreeMap<>(commits.getOrDefault(head, Map.of())));
      head = sha;
      refs.put("main", sha);
      return this;
    }

    /** Names the latest commit. */
    @CanIgnoreReturnValue
    Repository tag(String name) {
      refs.put(name, head);
      return this;
    }

    /** Lets nobody in without that token; {@code code} is the error code for the others. */
    @CanIgnoreReturnValue
    Repository closed(String code, String token) {
      this.gate = code;
      this.token = token;
      return this;
    }

    @CanIgnoreReturnValue
    private Repository put(String path, byte[] content, boolean large) {
      Stored stored = new Stored(content, large);
      commits.computeIfAbsent(head, sha -> new TreeMap<>()).put(path, stored);
      refs.put("main", head);
      blobs.put("/blob/" + stored.etag(), stored);
      return this;
    }
  }

  StubHub() {
    hub.createContext("/", exchange -> serve(exchange, false));
    storage.createContext("/", exchange -> serve(exchange, true));
    for (HttpServer server : List.of(hub, storage)) {
      server.setExecutor(threads);
      server.start();
    }
  }

  /** Adds a repository, such as {@code models/org/name} or {@code datasets/org/name}. */
  Repository repository(String name) {
    return repositories.computeIfAbsent(name, key -> new Repository());
  }

  /** Answers the next requests of that method whose path ends so, otherwise. */
  void script(String method, String pathEnd, Answer... answers) {
    scripts
        .computeIfAbsent(new Scripted(method, pathEnd), key -> new ArrayDeque<>())
        .addAll(List.of(answers));
  }

  String endpoint() {
    return address(hub);
  }

  String storageEndpoint() {
    return address(storage);
  }

  List<Request> requests() {
    return requests;
  }

  /** Returns method and path of what was asked since the last call. */
  @CanIgnoreReturnValue
  List<String> drainLines() {
    List<String> lines = requests.stream().map(Request::line).toList();
    requests.clear();
    return lines;
  }

  @Override
  public void close() {
    hub.stop(0);
    storage.stop(0);
    threads.shutdownNow();
  }

  /** Answers with a status, headers as name, value, name, value, and no body. */
  static Answer status(int status, String... headers) {
    return (exchange, content) -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** Answers 200 with another body. */
  static Answer body(byte[] body) {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    };
  }

  /**
   * Promises all, honours Range, and breaks off after so many bytes, once they are in the client's
   * partial file: when a connection breaks, Java's client may drop what it has read and not yet
   * handed on, and the next request would begin at another place than the test says.
   */
  static Answer cutAfter(int bytes, Path partial) {
    return (exchange, content) -> {
      byte[] rest = rest(exchange, content);
      exchange.sendResponseHeaders(rest.length == content.length ? 200 : 206, rest.length);
      exchange.getResponseBody().write(rest, 0, bytes);
      exchange.getResponseBody().flush();
      awaitSize(partial, content.length - rest.length + bytes);
    };
  }

  /** Waits until the hub is closed, if need be: the client gives up long before. */
  private static void awaitSize(Path file, long bytes) throws IOException {
    try {
      while (!Files.exists(file) || Files.size(file) < bytes) {
        Thread.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends all from the first byte, whatever Range says. */
  static Answer ignoringRange() {
    return (exchange, content) -> {
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content);
    };
  }

  private void serve(HttpExchange exchange, boolean isStorage) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().toString();
    requests.add(
        new Request(
            isStorage,
            method,
            path,
            String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
            String.valueOf(exchange.getRequestHeaders().getFirst("Range"))));
    try (exchange) {
      String bare = exchange.getRequestURI().getPath();
      byte[] content = blobs.getOrDefault(bare, NOTHING).bytes();
      Optional<Answer> scripted = scripted(method, bare);
      if (scripted.isPresent()) {
        scripted.get().to(exchange, content);
      } else if (bare.startsWith("/blob/")) {
        sendContent(exchange, content);
      } else {
        answerAsHub(exchange, bare);
      }
    }
  }

  private synchronized Optional<Answer> scripted(String method, String path) {
    return scripts.entrySet().stream()
        .filter(script -> script.getKey().method.equals(method))
        .filter(script -> path.endsWith(script.getKey().pathEnd))
        .filter(script -> !script.getValue().isEmpty())
        .map(script -> script.getValue().remove())
        .findFirst();
  }

  private void answerAsHub(HttpExchange exchange, String path) throws IOException {
    boolean listing = path.startsWith("/api/");
    String name = listing ? path.substring("/api/".length()) : path.substring(1);
    if (!listing && !name.startsWith("datasets/")) {
      name = "models/" + name;
    }
    String[] parts = name.split(listing ? "/revision/" : "/resolve/", 2);
    Repository repository = repositories.get(parts[0]);
    String sent = exchange.getRequestHeaders().getFirst("Authorization");
    if (repository == null) {
      status(401, "X-Error-Code", "RepoNotFound").to(exchange, new byte[0]);
      return;
    }
    if (!repository.gate.isEmpty() && !("Bearer " + repository.token).equals(sent)) {
      status(sent == null ? 401 : 403, "X-Error-Code", repository.gate).to(exchange, new byte[0]);
      return;
    }
    if (listing) {
      list(exchange, repository, parts[1]);
    } else {
      resolve(exchange, repository, parts[1]);
    }
  }

  private static void list(HttpExchange exchange, Repository repository, String revision)
      throws IOException {
    String commit = repository.refs.getOrDefault(revision, revision);
    Map<String, Stored> files = repository.commits.get(commit);
    if (files == null) {
      status(404, "X-Error-Code", "RevisionNotFound").to(exchange, new byte[0]);
      return;
    }
    String siblings =
        files.keySet().stream()
            .map(file -> "{\"rfilename\":\"" + file + "\"}")
            .collect(Collectors.joining(","));
    body(("{\"sha\":\"" + commit + "\",\"siblings\":[" + siblings + "]}")
            .getBytes(StandardCharsets.UTF_8))
        .to(exchange, new byte[0]);
  }

  private void resolve(HttpExchange exchange, Repository repository, String rest)
      throws IOException {
    String revision =
        repository.refs.keySet().stream()
            .filter(ref -> rest.startsWith(ref + "/"))
            .findFirst()
            .orElse(rest.replaceFirst("/.*", ""));
    String commit = repository.refs.getOrDefault(revision, revision);
    if (!repository.commits.containsKey(commit)) {
      status(404, "X-Error-Code", "RevisionNotFound").to(exchange, new byte[0]);
      return;
    }
    Stored stored = repository.commits.get(commit).get(rest.substring(revision.length() + 1));
    if (stored == null) {
      status(404, "X-Error-Code", "EntryNotFound").to(exchange, new byte[0]);
      return;
    }
    exchange.getResponseHeaders().set("X-Repo-Commit", commit);
    String blob = "/blob/" + stored.etag() + "?signature=secret-signature";
    if (stored.large) {
      status(
              302,
              "X-Linked-Etag",
              "\"" + stored.etag() + "\"",
              "X-Linked-Size",
              String.valueOf(stored.bytes.length),
              "Location",
              storageEndpoint() + blob)
          .to(exchange, new byte[0]);
    } else {
      status(307, "Location", blob + "&commit=" + commit).to(exchange, new byte[0]);
    }
  }

  private void sendContent(HttpExchange exchange, byte[] content) throws IOException {
    Stored stored = Objects.requireNonNull(blobs.get(exchange.getRequestURI().getPath()));
    exchange.getResponseHeaders().set("ETag", "W/\"" + stored.etag() + "\"");
    String query = exchange.getRequestURI().getQuery();
    if (query.contains("commit=")) {
      exchange.getResponseHeaders().set("X-Repo-Commit", query.replaceFirst(".*commit=", ""));
    }
    if (exchange.getRequestMethod().equals("HEAD")) {
      status(200, "Content-Length", String.valueOf(content.length)).to(exchange, content);
      return;
    }
    byte[] rest = rest(exchange, content);
    exchange.sendResponseHeaders(
        rest.length == content.length ? 200 : 206, rest.length == 0 ? -1 : rest.length);
    exchange.getResponseBody().write(rest);
  }

  private static byte[] rest(HttpExchange exchange, byte[] content) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    if (range == null) {
      return content;
    }
    int from = Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    exchange
        .getResponseHeaders()
        .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    return Arrays.copyOfRange(content, from, content.length);
  }

  private static HttpServer start() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private static String hex(String algorithm, byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
