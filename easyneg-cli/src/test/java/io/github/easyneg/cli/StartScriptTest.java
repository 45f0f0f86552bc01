package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code easyneg} on machines that lack something. */
class StartScriptTest {
  private static final Path SHELL = Path.of("/bin/sh");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private Path tools = Path.of("");

  @BeforeEach
  void copyTheScript() throws IOException {
    assumeTrue(Files.isExecutable(SHELL) && Files.exists(Path.of("/usr/bin/env")), "needs a shell");
    folder = folder.toRealPath();
    Files.copy(Path.of("../easyneg"), folder.resolve("easyneg"));
    tools = Files.createDirectory(folder.resolve("tools"));
    for (String tool : List.of("sed", "readlink")) {
      for (String place : List.of("/bin", "/usr/bin")) {
        Path there = Path.of(place, tool);
        if (Files.exists(there) && !Files.exists(tools.resolve(tool))) {
          Path unused = Files.createSymbolicLink(tools.resolve(tool), there);
        }
      }
    }
  }

  @Test
  void withoutJavaItSaysWhatToInstall() throws Exception {
    assertThat(start(Map.of()))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: there is no Java; install a JDK, 17 or newer, or set JAVA_HOME.\n"));
  }

  @Test
  void aWrongJavaHomeIsNamed() throws Exception {
    assertThat(start(Map.of("JAVA_HOME", "/nowhere")))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: JAVA_HOME is /nowhere, but there is no bin/java in it; point it to a JDK,"
                    + " 17 or newer, or unset it.\n"));
  }

  @Test
  void anOldJavaIsNamed() throws Exception {
    Path jdk = jdk("11.0.2");

    assertThat(start(Map.of("JAVA_HOME", "" + jdk)))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: the Java at "
                    + jdk.resolve("bin/java")
                    + " is version 11; a JDK, 17 or newer, is needed.\n"));
  }

  @Test
  void withoutMavenThereIsNoFirstStart() throws Exception {
    assertThat(start(Map.of("JAVA_HOME", "" + jdk("17.0.1"))))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: there is no Maven, which builds easyneg at the first start; install it,"
                    + " 3.8 or newer.\n"));
  }

  @Test
  void aBuildThatFailsSaysHowItWasDone() throws Exception {
    program(tools.resolve("mvn"), "echo wrong; exit 1");

    assertThat(start(Map.of("JAVA_HOME", "" + jdk("17.0.1"))))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                """
                easyneg: building, this once: about a minute, and some more where Maven has yet to fetch 270 MB of libraries ...
                wrong
                easyneg: the build failed, see above; it was mvn -Dquick -Dmaven.test.skip=true -pl easyneg-cli -am package in %s.
                """
                    .formatted(folder)));
  }

  @Test
  void whatIsBuiltIsStartedAtOnceWithAllArguments() throws Exception {
    Path jar = folder.resolve("easyneg-cli/target/easyneg/easyneg.jar");
    Files.createDirectories(jar.getParent());
    Files.createFile(jar);

    assertThat(
            start(
                Map.of("JAVA_HOME", "" + jdk("21"), "EASYNEG_JAVA_OPTS", "-Xmx1g -Da=b"),
                "mine",
                "a file",
                "--help"))
        .isEqualTo(
            new Cli.Outcome(
                7,
                ("<-XX:+UseParallelGC><-Deasyneg.terminal=false><-Dai.djl.offline=true><-Xmx1g>"
                        + "<-Da=b><-jar><%s><mine><a file><--help>")
                    .formatted(jar),
                ""));
  }

  /** Makes a JDK whose Java prints its arguments. */
  private Path jdk(String version) throws IOException {
    Path jdk = folder.resolve("jdk");
    Files.createDirectories(jdk.resolve("bin"));
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    program(jdk.resolve("bin/java"), "printf '<%s>' \"$@\"; exit 7");
    return jdk;
  }

  private static void program(Path file, String script) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Cli.Outcome start(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("" + SHELL, "" + folder.resolve("easyneg")));
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command);
    process.environment().clear();
    process.environment().put("PATH", "" + tools);
    process.environment().putAll(environment);
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    int code = process.redirectOutput(out.toFile()).redirectError(err.toFile()).start().waitFor();
    return new Cli.Outcome(
        code,
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }
}
