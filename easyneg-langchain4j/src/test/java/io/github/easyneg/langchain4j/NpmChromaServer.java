package io.github.easyneg.langchain4j;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The server that Chroma publishes as an npm package, pinned in {@code src/test/chroma} and
 * installed once into {@code target/chroma-server}. It ends itself when its standard input does, so
 * that none outlives the test run, however that ends.
 */
final class NpmChromaServer extends ChromaServer {
  private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
  private static final Path SOURCE = BASE.resolve("src/test/chroma");
  private static final Path INSTALLED = BASE.resolve("target/chroma-server");

  private final Path data;
  private final int port;
  private @Nullable Process process;

  private NpmChromaServer(Path data, int port) {
    this.data = data;
    this.port = port;
  }

  /** Starts a server without data. */
  static NpmChromaServer create() throws Exception {
    install();
    NpmChromaServer server =
        new NpmChromaServer(Files.createTempDirectory(INSTALLED, "data"), freePort());
    server.start();
    return server;
  }

  /**
   * Installs the package if no earlier build did; builds that run at a time wait for each other.
   */
  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    try (FileChannel file =
            FileChannel.open(
                INSTALLED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.lock()) {
      copy("start.cjs");
      Path done = INSTALLED.resolve("installed-package-lock.json");
      Path wanted = SOURCE.resolve("package-lock.json");
      if (lock.isValid() && Files.exists(done) && Files.mismatch(done, wanted) < 0) {
        return;
      }
      copy("package.json");
      copy("package-lock.json");
      String npm = System.getProperty("os.name").startsWith("Windows") ? "npm.cmd" : "npm";
      run(List.of(npm, "ci", "--no-audit", "--no-fund"));
      Files.copy(wanted, done, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void copy(String file) throws IOException {
    Files.copy(SOURCE.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    Path log = INSTALLED.resolve("npm.log");
    Process npm =
        new ProcessBuilder(command)
            .directory(INSTALLED.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!npm.waitFor(10, TimeUnit.MINUTES)) {
      npm.destroyForcibly();
      throw new IOException("'" + String.join(" ", command) + "' took over 10 minutes");
    }
    if (npm.exitValue() != 0) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "'%s' ended with %d, see %s",
              String.join(" ", command),
              npm.exitValue(),
              BASE.relativize(log)));
    }
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
            .directory(INSTALLED.toFile())
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
