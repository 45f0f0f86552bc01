package io.github.easyneg.langchain4j;

import io.github.easyneg.langchain4j.internal.remote.Patience;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** A running Chroma server. */
final class ChromaServer extends TestServer {
  private static final NpmPackage PACKAGE =
      new NpmPackage("src/test/chroma", "target/chroma-server", "start.cjs");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  ChromaServer(String url, ServerProcess process) {
    super(url, process);
  }

  /** The server that Chroma publishes as an npm package. */
  static ChromaServer ofNpm() throws Exception {
    int port = freePort();
    return new ChromaServer(
        "http://127.0.0.1:" + port,
        NodeProcess.of(
            PACKAGE,
            data -> List.of("--path", "" + data, "--host", "127.0.0.1", "--port", "" + port)));
  }

  /** The server that Chroma publishes as a container image. */
  static ChromaServer ofDocker() throws Exception {
    int port = freePort();
    return new ChromaServer("http://127.0.0.1:" + port, ChromaContainer.at(port));
  }

  @Override
  ChromaIndex index(String address, String name, Patience patience) {
    return ChromaIndex.at(
        address,
        name,
        ChromaOptions.defaults()
            .timeout(patience.timeout())
            .attempts(patience.attempts().most())
            .pauses(patience.attempts().first(), patience.attempts().longest()));
  }

  @Override
  FaultyProxy proxy() throws IOException {
    return new FaultyProxy(url());
  }

  @Override
  boolean answers() throws InterruptedException {
    try {
      HttpRequest heartbeat =
          HttpRequest.newBuilder(URI.create(url() + "/api/v2/heartbeat"))
              .timeout(Duration.ofSeconds(5))
              .build();
      return HTTP.send(heartbeat, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
