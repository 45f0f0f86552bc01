package io.github.easyneg.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signals at random moments while networks run: {@code -Deasyneg.signal.rounds=100} says how many,
 * {@code -Deasyneg.signal.seed=7} when.
 */
@DisabledOnOs(
    value = OS.WINDOWS,
    disabledReason =
        "Windows has no SIGTERM: it ends a process without telling it, so no hook runs")
class SignalTest {
  private static final int ROUNDS = Integer.getInteger("easyneg.signal.rounds", 2);
  private static final long SEED = Long.getLong("easyneg.signal.seed", 0);

  private final Path dir;

  SignalTest(@TempDir Path dir) {
    this.dir = dir;
  }

  @Test
  void aProcessThatEmbedsEndsBySignalWithoutACrashAndLeavesNothing()
      throws IOException, InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(SEED + round);
      String begins = random.nextInt(5) == 0 ? "loading" : "embedding";
      endsBySignal("seed " + (SEED + round), begins, random.nextInt(1500));
    }
  }

  /** The libraries are unpacked and loaded within some tenths of a second. */
  @ParameterizedTest
  @ValueSource(ints = {0, 15, 30, 60, 90, 130, 180, 250, 350})
  void aProcessThatLoadsTheRuntimeEndsLikewise(int millis)
      throws IOException, InterruptedException {
    endsBySignal("after " + millis + " ms", "loading", millis);
  }

  private void endsBySignal(String name, String begins, int millis)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectory(dir.resolve(name.replace(' ', '-')));
    Path temporary = Files.createDirectory(folder.resolve("tmp"));
    Path errors = folder.resolve("errors");
    Process process = start(folder, temporary, errors);
    try (BufferedReader lines = process.inputReader()) {
      String line = lines.readLine();
      while (line != null && !line.equals(begins)) {
        line = lines.readLine();
      }
      Thread.sleep(millis);
      process.destroy();
      assertThat(process.waitFor()).as(name).isEqualTo(128 + 15);
    }
    assertThat(errors).isEmptyFile();
    assertThat(temporary).isEmptyDirectory();
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left).containsExactlyInAnyOrder(temporary, errors);
    }
  }

  private static Process start(Path folder, Path temporary, Path errors) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 22) {
      // From here on the JVM warns on standard error where nobody allowed native libraries.
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-XX:-UsePerfData");
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Signalled.class.getName());
    return new ProcessBuilder(command)
        .directory(folder.toFile())
        .redirectError(errors.toFile())
        .start();
  }
}
