package io.github.easyneg.langchain4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL and pgvector as PGlite compiles them for Node.js, pinned in {@code src/test/pglite}
 * and installed once into {@code target/pgvector-server}. It is PostgreSQL's own code, but one
 * process: connections take turns, anybody is let in, and it knows no encryption. It ends itself
 * when its standard input does, so that none outlives the test run, however that ends.
 */
final class NpmPgServer extends PgServer {
  private static final NpmPackage PACKAGE =
      new NpmPackage("src/test/pglite", "target/pgvector-server", "start.mjs");

  private final Path data;
  private final int port;
  private @Nullable Process process;

  private NpmPgServer(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  /** Starts a server without data. */
  static NpmPgServer create() throws Exception {
    Path installed = PACKAGE.install();
    NpmPgServer server = new NpmPgServer(Files.createTempDirectory(installed, "data"), freePort());
    server.start();
    return server;
  }

  @Override
  String url() {
    // Its connections share what the extended protocol keeps between two messages, so that two at a
    // time lose it; in the simple one a statement is one message.
    return "postgresql://127.0.0.1:"
        + port
        + "/postgres?sslmode=disable&gssEncMode=disable&preferQueryMode=simple";
  }

  @Override
  void start() throws Exception {
    Process started =
        new ProcessBuilder(
                "node",
                "start.mjs",
                "--path",
                data.resolve("db").toString(),
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
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
