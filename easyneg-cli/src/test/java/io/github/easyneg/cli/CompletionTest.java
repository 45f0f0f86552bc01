package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The script of {@code easyneg generate-completion}, asked as a shell asks it. */
class CompletionTest {
  private static final Path BASH = Path.of("/bin/bash");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @BeforeEach
  void writeScript() throws IOException {
    assumeTrue(Files.isExecutable(BASH), "needs bash");
    Cli.Outcome script = Cli.run("generate-completion");
    assertThat(script.code()).isEqualTo(ExitCode.OK);
    Files.writeString(folder.resolve("completion"), script.out());
  }

  @Test
  void commandsAreCompleted() throws Exception {
    assertThat(complete("easyneg", "")).contains("mine", "doctor", "explain", "convert", "help");
    assertThat(complete("easyneg", "do")).containsExactly("doctor");
  }

  @Test
  void optionsOfACommandAreCompleted() throws Exception {
    assertThat(complete("easyneg", "mine", "--refusal")).containsExactly("--refusal-ratio");
    Map<String, ?> options =
        new CommandLine(new Mine(Console.ofProcess())).getCommandSpec().optionsMap();
    assertThat(complete("easyneg", "mine", "-")).containsAll(options.keySet());
  }

  @Test
  void wordsThatAnOptionTakesAreCompleted() throws Exception {
    assertThat(complete("easyneg", "mine", "--when-short", ""))
        .containsExactlyInAnyOrder("keep", "skip", "widen", "fail");
  }

  private String[] complete(String... words) throws IOException, InterruptedException {
    // compopt is for a shell that waits at a Tab.
    String ask =
        "compopt() { :; }; source '%s' && COMP_WORDS=(%s) COMP_CWORD=%d && _complete_easyneg && echo ${COMPREPLY[@]}"
            .formatted(
                folder.resolve("completion"),
                "'" + String.join("' '", words) + "'",
                words.length - 1);
    Process bash = new ProcessBuilder("" + BASH, "-c", ask).redirectErrorStream(true).start();
    String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(answer).isZero();
    return answer.strip().split("\\s+");
  }
}
