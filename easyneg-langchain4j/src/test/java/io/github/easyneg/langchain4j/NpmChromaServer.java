package io.github.easyneg.langchain4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The server that Chroma publishes as an npm package, pinned in {@code src/test/chroma} and
 * installed once into {@code target/chroma-server}. It ends itself when its standard input does, so
 * that none outlives the test run, however that ends.
 */
final class NpmChromaServer extends ChromaServer {
  private static final NpmPackage PACKAGE =
      new NpmPackage("src/test/chroma", "target/chroma-server", "start.cjs");

  private final Path data;
  private final int port;
  private @Nullable Process process;

  private NpmChromaServer(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  /** Starts a server without data. */
  static NpmChromaServer create() throws Exception {
    Path installed = PACKAGE.install();
    NpmChromaServer server =
        new NpmChromaServer(Files.createTempDirectory(installed, "data"), freePort());
    server.start();
    return server;
  }

  @Override
  String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  void start() throws Exception {
    Process started =
        new ProcessBuilder(
                "node",
                "start.cjs",
                "--path",
                data.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port))
            .directory(PACKAGE.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("server.log").toFile()))
            .start();
    process = started;
    try {
      awaitReady(started::isAlive);
    } catch (Exception e) {
      started.destroyForcibly();
      throw e;
    }
  }

  @Override
  void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    try (var files = Files.walk(data)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
