package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
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
    return startAs(folder, "" + folder.resolve("easyneg"), environment, arguments);
  }

  private Cli.Outcome startAs(
      Path where, String script, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("" + SHELL));
    if (script.startsWith("-")) {
      command.add("--");
    }
    command.add(script);
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).directory(where.toFile());
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

  @Test
  void aLocaleThatIsNotInstalledIsReplacedByOneThatIs() throws Exception {
    for (Map<String, String> environment :
        List.of(
            Map.of("LANG", "xx_XX.UTF-8"),
            Map.of("LC_ALL", "xx_XX.UTF-8"),
            Map.of("LC_CTYPE", "C.UTF-8", "LC_TIME", "xx_XX.UTF-8"),
            Map.of("LANG", "C.UTF-8", "LC_CTYPE", "xx_XX.UTF-8"),
            Map.of("LANG", "C"),
            Map.<String, String>of())) {
      assertThat(localeOf(environment)).as("%s", environment).isEqualTo("UTF-8\n");
    }
  }

  @Test
  void aLocaleThatIsInstalledStays() throws Exception {
    assertThat(localeOf(Map.of("LC_ALL", "C.UTF-8"))).isEqualTo("UTF-8\n");
  }

  /** Returns what Java would find: the encoding, and any complaint. */
  private String localeOf(Map<String, String> environment) throws Exception {
    Path locale = Path.of("/usr/bin/locale");
    assumeTrue(Files.exists(locale), "needs locale");
    if (!Files.exists(tools.resolve("locale"))) {
      Path unused = Files.createSymbolicLink(tools.resolve("locale"), locale);
    }
    built();
    Path jdk = jdk("21");
    program(jdk.resolve("bin/java"), "locale charmap 2>&1");
    Map<String, String> all = new HashMap<>(environment);
    all.put("JAVA_HOME", "" + jdk);
    return start(all).out();
  }

  @Test
  void aCdPathDoesNotLeadTheScriptElsewhere() throws Exception {
    built();
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere/clone")).getParent();
    Path clone = Files.createSymbolicLink(folder.resolve("clone"), folder);
    assertThat(clone).exists();

    for (String script : List.of("clone/easyneg", "./easyneg", "easyneg")) {
      Cli.Outcome started =
          startAs(
              folder, script, Map.of("JAVA_HOME", "" + jdk("21"), "CDPATH", elsewhere + ":."), "x");

      assertThat(started.err()).isEmpty();
      assertThat(started.out()).endsWith("<-jar><" + jar() + "><x>");
    }
  }

  @Test
  void namesWithSpacesAndDashesAndLinksLeadToTheJar() throws Exception {
    Path odd = Files.createDirectories(folder.resolve("-a b")).toRealPath();
    Files.copy(folder.resolve("easyneg"), odd.resolve("-easyneg"));
    Path jar = odd.resolve("easyneg-cli/target/easyneg/easyneg.jar");
    Files.createDirectories(jar.getParent());
    Files.createFile(jar);
    Path links = Files.createDirectories(folder.resolve("-links"));
    Path second = Files.createSymbolicLink(links.resolve("-second"), Path.of("../-a b/-easyneg"));
    Path first = Files.createSymbolicLink(folder.resolve("first link"), Path.of("-links/-second"));

    for (List<Object> start :
        List.<List<Object>>of(
            List.of(folder, "-a b/-easyneg"),
            List.of(odd, "./-easyneg"),
            List.of(folder, "" + first),
            List.of(folder, "" + second),
            List.of(links, "./-second"))) {
      Cli.Outcome started =
          startAs(
              (Path) start.get(0),
              (String) start.get(1),
              Map.of("JAVA_HOME", "" + jdk("21")),
              "-q",
              "--",
              "-rows.jsonl");

      assertThat(started.err()).as("%s", start).isEmpty();
      assertThat(started.out()).endsWith("<-jar><" + jar + "><-q><--><-rows.jsonl>");
    }
  }

  private Path jar() {
    return folder.resolve("easyneg-cli/target/easyneg/easyneg.jar");
  }

  private void built() throws IOException {
    if (!Files.exists(jar())) {
      Files.createDirectories(jar().getParent());
      Files.createFile(jar());
    }
  }
}
