package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.format.OutputFormats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  @ParameterizedTest
  @ValueSource(strings = {"mine", "doctor", "explain", "convert"})
  void everyCommandHasHelpWithExamplesAndExitCodes(String command) {
    Cli.Outcome outcome = Cli.run(command, "--help");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .startsWith("Usage: easyneg " + command + " [OPTIONS] ")
        .contains("\nExit codes:\n  0 ")
        .contains("\n  1 ", "\n  2 ", "\n  3 ", "\n  4 ", "\n  130 ")
        .contains("\nExamples:\n");
    assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 100);
  }

  @Test
  void theHelpNamesEveryFormatThatThereIs() {
    String formats =
        Cli.run("mine", "--help").out().replaceAll("(?s).*\\(default: axolotl\\):(.*?)\\..*", "$1");

    assertThat(formats.replaceAll("\\[.*?]|\\s", "").split(","))
        .containsExactlyElementsOf(
            OutputFormats.all().stream().map(f -> f.name().replaceFirst(":.*", "")).toList());
  }

  @Test
  void theCommandListsItsCommands() {
    assertThat(Cli.run("--help").out())
        .contains("  mine ", "  doctor ", "  explain ", "  convert ", "  generate-completion ");
  }

  @Test
  void theVersionNamesTheProgramAndJava() {
    Cli.Outcome outcome = Cli.run("--version");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).startsWith("easyneg ").contains("\nJava " + Runtime.version());
  }

  @Test
  void helpIsACommandToo() {
    assertThat(Cli.run("help", "doctor").out()).isEqualTo(Cli.run("doctor", "--help").out());
    assertThat(Cli.run("help").out()).isEqualTo(Cli.run("--help").out());
  }

  @Test
  void helpForWhatIsNoCommandNamesTheCommands() {
    assertThat(Cli.run("help", "foo"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: Unknown subcommand 'foo'.\neasyneg: see 'easyneg --help'.\n"));
  }
}
