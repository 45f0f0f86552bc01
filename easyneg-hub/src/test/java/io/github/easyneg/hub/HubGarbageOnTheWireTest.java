package io.github.easyneg.hub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.fixtures.Garbage;
import io.github.easyneg.hub.StubHub.Stored;
import io.github.easyneg.hub.internal.HubSettings.Observer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server whose bytes are spoilt by chance, status line, headers and all: a download ends with the
 * right file or with a clean error, never with a wrong file or one in another place. A failure
 * names its seed.
 */
@SuppressWarnings("NullAway.Init") // JUnit sets folder and socket
class HubGarbageOnTheWireTest {

  private static final int ROUNDS = 300;
  private static final byte[] CONTENT = "some lines of text\n".repeat(20).getBytes(ISO_8859_1);
  private static final String ETAG = new Stored(CONTENT, false).etag();

  @TempDir Path home;
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private ServerSocket socket;
  private volatile Garbage garbage;

  @BeforeEach
  void serve() throws IOException {
    socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    var unused = thread.submit(this::answerAll);
  }

  @AfterEach
  void stop() throws IOException {
    socket.close();
    thread.shutdownNow();
  }

  @Test
  void downloadEndsWithTheRightFileOrACleanError() throws IOException {
    int right = 0;
    for (int seed = 0; seed < ROUNDS; seed++) {
      garbage = new Garbage(seed);
      Path cache = home.resolve("round" + seed).resolve("cache");
      try {
        Path file = client(cache).fetchDataset("a/b", "c.txt");
        assertThat(file).as("seed %d", seed).hasBinaryContent(CONTENT);
        right++;
      } catch (HuggingFaceHubException e) {
        assertThat(e.getMessage())
            .as("seed %d", seed)
            .startsWith("dataset a/b at revision '")
            .doesNotContainPattern("\\p{Cntrl}");
      }
      assertNothingElse(seed, cache);
    }
    assertThat(right).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
  }

  private HuggingFaceHub client(Path cache) {
    return HuggingFaceHub.fromEnvironment(
            Map.of(
                "HF_ENDPOINT",
                "http://127.0.0.1:" + socket.getLocalPort(),
                "HF_HUB_CACHE",
                cache.toString(),
                "HF_HUB_ETAG_TIMEOUT",
                "1",
                "HF_HUB_DOWNLOAD_TIMEOUT",
                "1"))
        .observed(observer -> new Observer(observer.progress(), text -> {}, wait -> {}));
  }

  private static void assertNothingElse(int seed, Path cache) throws IOException {
    Path round = cache.getParent();
    if (round == null || !Files.exists(round)) {
      return;
    }
    try (Stream<Path> all = Files.walk(round)) {
      assertThat(all.filter(Files::isRegularFile).map(file -> round.relativize(file).toString()))
          .as("seed %d", seed)
          .allMatch(
              name ->
                  name.matches(
                      "cache/(CACHEDIR\\.TAG|\\.locks/datasets--a--b/[0-9a-f]{40,64}\\.lock"
                          + "|datasets--a--b/(refs/main|blobs/[0-9a-f]{40,64}(\\.easyneg\\.incomplete)?"
                          + "|snapshots/[0-9a-f]{40}/c\\.txt))"));
    }
  }

  private void answerAll() {
    while (!socket.isClosed()) {
      try (Socket connection = socket.accept()) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
        String request = in.readLine();
        String line = request;
        while (line != null && !line.isEmpty()) {
          line = in.readLine();
        }
        if (request != null) {
          connection
              .getOutputStream()
              .write(garbage.spoilPerhaps(answer(request.startsWith("HEAD"))));
        }
      } catch (IOException e) {
        // The client went away, or the test is over.
      }
    }
  }

  private static byte[] answer(boolean head) {
    String headers =
        "HTTP/1.1 200 OK\r\nX-Repo-Commit: "
            + StubHub.COMMIT
            + "\r\nETag: \""
            + ETAG
            + "\"\r\nContent-Length: "
            + CONTENT.length
            + "\r\nConnection: close\r\n\r\n";
    return (headers + (head ? "" : new String(CONTENT, ISO_8859_1))).getBytes(ISO_8859_1);
  }
}
