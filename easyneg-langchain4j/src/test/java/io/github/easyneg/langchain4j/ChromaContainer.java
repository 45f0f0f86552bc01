package io.github.easyneg.langchain4j;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server that Chroma publishes as a container image. */
final class ChromaContainer implements ServerProcess {
  private final String container;

  private ChromaContainer(String container) {
    this.container = container;
  }

  /** Makes a container without data; it is not started yet. */
  static ChromaContainer at(int port) throws Exception {
    ChromaContainer made =
        new ChromaContainer(
            docker("create", "-p", "127.0.0.1:" + port + ":8000", "chromadb/chroma"));
    Runtime.getRuntime().addShutdownHook(new Thread(made::removeQuietly));
    return made;
  }

  private static String docker(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    Process docker = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(docker.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (!docker.waitFor(5, TimeUnit.MINUTES) || docker.exitValue() != 0) {
      docker.destroyForcibly();
      throw new IOException("'" + String.join(" ", command) + "' failed");
    }
    return output.substring(output.lastIndexOf('\n') + 1);
  }

  @Override
  public void start() throws Exception {
    String unused = docker("start", container);
  }

  @Override
  public boolean isAlive() {
    return true;
  }

  @Override
  public void kill() throws Exception {
    String unused = docker("kill", "--signal", "KILL", container);
  }

  @Override
  public void close() throws IOException {
    try {
      String unused = docker("rm", "--force", "--volumes", container);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void removeQuietly() {
    try {
      close();
    } catch (IOException e) {
      // The usual case: it was removed at the end of its test.
    }
  }
}
