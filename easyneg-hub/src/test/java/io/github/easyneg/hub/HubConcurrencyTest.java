package io.github.easyneg.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.hub.StubHub.Stored;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class HubConcurrencyTest extends HubFixture {

  private static final int SIZE = 4 << 20;

  @Test
  void threadsThatWantOneFileDownloadItOnce() throws Exception {
    Stored stored = dataset(SIZE);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Path>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        results.add(threads.submit(() -> client().fetchDataset(DATASET, FILE)));
      }
      for (Future<Path> result : results) {
        assertThat(result.get()).hasBinaryContent(stored.bytes());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(downloads(stored)).hasSize(1);
  }

  @Test
  void processesThatWantOneFileDownloadItOnce() throws Exception {
    Stored stored = dataset(SIZE);
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(fetchElsewhere());
    }
    for (Process process : processes) {
      String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertThat(process.waitFor()).as(printed).isZero();
      assertThat(Path.of(printed.strip())).hasBinaryContent(stored.bytes());
    }
    assertThat(downloads(stored)).hasSize(1);
  }

  @Test
  void processThatIsKilledLeavesAPartThatTheNextResumes() throws Exception {
    Stored stored = dataset(SIZE);
    hub.script(
        "GET",
        stored.etag(),
        (exchange, content) -> {
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content, 0, SIZE / 2);
          exchange.getResponseBody().flush();
          try {
            Thread.sleep(60_000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Process process = fetchElsewhere();
    while (!partial(stored).toFile().isFile() || partial(stored).toFile().length() < SIZE / 2) {
      assertThat(process.isAlive()).isTrue();
      Thread.sleep(20);
    }
    process.destroyForcibly().waitFor();

    assertThat(client().fetchDataset(DATASET, FILE)).hasBinaryContent(stored.bytes());
    assertThat(downloads(stored)).containsExactly("null", "bytes=" + SIZE / 2 + "-");
  }

  private List<String> downloads(Stored stored) {
    return hub.requests().stream()
        .filter(request -> request.line().equals("GET /blob/" + stored.etag()))
        .map(StubHub.Request::range)
        .toList();
  }

  private Process fetchElsewhere() throws IOException {
    String java =
        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
    return new ProcessBuilder(
            java,
            "-cp",
            System.getProperty("java.class.path"),
            Fetch.class.getName(),
            hub.endpoint(),
            home.toString())
        .redirectErrorStream(true)
        .start();
  }

  /** Another process: fetches the data set and prints where it is. */
  static final class Fetch {
    private Fetch() {}

    public static void main(String[] args) {
      System.out.println(
          HuggingFaceHub.fromEnvironment(Map.of("HF_ENDPOINT", args[0], "HF_HOME", args[1]))
              .fetchDataset(DATASET, FILE));
    }
  }
}
