package io.github.easyneg.langchain4j.tiny;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A JVM with the class path of the test, and an environment of its own. */
public final class OtherJvm {
  private OtherJvm() {}

  /**
   * Runs a main class to its end, and returns what it prints, which is to be ASCII; not the errors,
   * among which newer JVMs warn of native libraries.
   */
  public static String run(Map<String, String> environment, Class<?> main, Object... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // A short life: no time for the second compiler, no shared memory file.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Arrays.stream(args).map(String::valueOf).forEach(command::add);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    int unused = process.waitFor();
    return said.strip();
  }
}
