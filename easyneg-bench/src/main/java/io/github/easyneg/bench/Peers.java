package io.github.easyneg.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** FAISS and NumPy in a Python process that stays open, so that rounds can take turns. */
final class Peers implements AutoCloseable {
  private final Process process;
  private final BufferedWriter commands;
  private final BufferedReader answers;

  private Peers(Process process) {
    this.process = process;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Starts Python and loads vectors; empty if there is no Python with FAISS. */
  static Optional<Peers> start(
      String python, Path script, int threads, Path vectors, int rows, int dimension) {
    try {
      Process process =
          new ProcessBuilder(python, script.toString(), String.valueOf(threads))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      Peers peers = new Peers(process);
      String answer =
          peers.ask(
              String.format(Locale.ROOT, "load %s %d %d %d", vectors, rows, dimension, threads));
      return "ok".equals(answer) ? Optional.of(peers) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Searches for rows {@code first} to {@code first + count - 1}. */
  Cost search(String peer, int first, int count, int k) {
    try {
      String[] seconds =
          ask(String.format(Locale.ROOT, "%s %d %d %d", peer, first, count, k)).split(" ", -1);
      return new Cost(Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]));
    } catch (IOException e) {
      throw new UncheckedIOException("the Python process ended", e);
    }
  }

  /** Returns what the last search found, query after query. */
  int[] found() {
    try {
      return Arrays.stream(ask("found").split(",", -1)).mapToInt(Integer::parseInt).toArray();
    } catch (IOException e) {
      throw new UncheckedIOException("the Python process ended", e);
    }
  }

  private String ask(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("no answer to: " + command);
    }
    return answer;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
