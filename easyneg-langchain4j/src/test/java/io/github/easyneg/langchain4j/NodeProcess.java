package io.github.easyneg.langchain4j;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server of an npm package. Its script ends it when its standard input ends, so that none
 * outlives the test run, however that ends.
 */
final class NodeProcess implements ServerProcess {
  private final NpmPackage npm;
  private final Path data;
  private final List<String> arguments;
  private @Nullable Process process;

  private NodeProcess(NpmPackage npm, Path data, List<String> arguments) {
    this.npm = npm;
    this.data = data;
    this.arguments = arguments;
  }

  /**
   * Installs a package, if no earlier build did; nothing is started yet.
   *
   * @param arguments of the script, for an empty folder of data
   */
  static NodeProcess of(NpmPackage npm, Function<Path, List<String>> arguments)
      throws IOException, InterruptedException {
    Path data = Files.createTempDirectory(npm.install(), "data");
    return new NodeProcess(npm, data, arguments.apply(data));
  }

  @Override
  public void start() throws IOException {
    List<String> command = new ArrayList<>(List.of("node", npm.script()));
    command.addAll(arguments);
    process =
        new ProcessBuilder(command)
            .directory(npm.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("server.log").toFile()))
            .start();
  }

  @Override
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  @Override
  public void kill() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  @Override
  public void close() throws IOException {
    kill();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
