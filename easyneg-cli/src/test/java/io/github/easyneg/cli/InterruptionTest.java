package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starts the command in a process of its own and sends it what Ctrl-C sends. */
@Timeout(120)
class InterruptionTest {
  /** The bit of signal 2. */
  private static final long SIGINT = 1L << 1;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void ctrlCLeavesNoHalfFile() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "needs a system with /bin/kill");
    Path input = folder.resolve("rows.jsonl");
    Path output = Files.createDirectory(folder.resolve("out"));
    large(input);

    List<String> command = new ArrayList<>(heedingInterrupts());
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            "-Duser.language=en",
            Main.class.getName(),
            "mine",
            "" + input,
            "--embedder",
            "hashing",
            "--out",
            output.resolve("train.jsonl").toString(),
            "--audit",
            output.resolve("audit.jsonl").toString(),
            "--report",
            folder.resolve("new/report").toString(),
            "--progress",
            "none"));
    Process process =
        new ProcessBuilder(command)
            .redirectError(folder.resolve("err").toFile())
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start();
    while (files(output).isEmpty() && process.isAlive()) {
      Thread.sleep(5);
    }
    assertThat(process.isAlive()).as("the run was over before it could be interrupted").isTrue();
    assertThat(new ProcessBuilder("/bin/kill", "-INT", "" + process.pid()).start().waitFor())
        .isZero();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(files(output)).isEmpty();
    assertThat(folder.resolve("new")).doesNotExist();
    assertThat(Files.readString(folder.resolve("err")))
        .isEqualTo("\neasyneg: interrupted; unfinished files are removed.\n");
    assertThat(Files.readString(folder.resolve("out.txt"))).isEmpty();
  }

  /**
   * Returns words before a command that make it heed interrupts: what a shell runs in the
   * background ignores them, and so does all that is started by it.
   */
  private static List<String> heedingInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    boolean ignored =
        Files.isReadable(status)
            && Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .anyMatch(
                    line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT) != 0);
    return ignored ? List.of("env", "--default-signal=INT") : List.of();
  }

  /** Many times the sample, each time with other questions: some seconds of work. */
  private static void large(Path file) throws IOException {
    List<String> rows = Files.readAllLines(Cli.SAMPLE);
    try (var writer = Files.newBufferedWriter(file)) {
      for (int i = 0; i < 400; i++) {
        for (String row : rows) {
          writer.write(row.replace("\"question\": \"", "\"question\": \"" + i + " "));
          writer.write('\n');
        }
      }
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
