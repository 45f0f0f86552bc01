package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The command in a process of its own. What it prints is kept in a file. */
final class CommandProcess implements AutoCloseable {
  private final Process process;
  private final Path printed;

  private CommandProcess(Process process, Path printed) {
    this.process = process;
    this.printed = printed;
  }

  /**
   * Starts the command.
   *
   * @param printed is given what it prints, errors too
   */
  static CommandProcess start(Path printed, String... args) throws IOException {
    return startAs(List.of(), printed, args);
  }

  /**
   * Starts the command.
   *
   * @param before words before those that start Java
   * @param printed is given what it prints, errors too
   */
  static CommandProcess startAs(List<String> before, Path printed, String... args)
      throws IOException {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    return new CommandProcess(process, printed);
  }

  /** Waits until a file is there, and fails if the process ends before. */
  void awaitFile(Path file) throws IOException, InterruptedException {
    while (!Files.exists(file)) {
      if (!process.isAlive()) {
        throw new AssertionError(
            "the command ended before there was " + file + ": " + Files.readString(printed));
      }
      Thread.sleep(1);
    }
  }

  /** Ends the process as {@code kill -9} does; fails if it had ended by itself. */
  void kill() throws InterruptedException {
    assertThat(process.isAlive()).as("the command was over before it could be killed").isTrue();
    int code = process.destroyForcibly().waitFor();
    assertThat(code).as("exit code after a kill").isEqualTo(128 + 9);
  }

  /** Waits for the end and returns the exit code. */
  int finish() throws InterruptedException {
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).as("the command ends").isTrue();
    return process.exitValue();
  }

  long pid() {
    return process.pid();
  }

  String printed() throws IOException {
    return Files.readString(printed);
  }

  @Override
  public void close() {
    Process unused = process.destroyForcibly();
  }
}
