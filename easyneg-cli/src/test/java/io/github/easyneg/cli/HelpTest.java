package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.format.OutputFormats;
import java.util.List;
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

  @ParameterizedTest
  @ValueSource(strings = {"mine", "explain"})
  void theHelpShowsADozenOptionsAndSaysWhereAllAre(String command) {
    String some = Cli.run(command, "--help").out();
    String all = Cli.run(command, "--help-all").out();

    assertThat(optionsIn(some)).hasSizeBetween(8, 16);
    assertThat(optionsIn(all)).hasSizeGreaterThan(50).containsAll(optionsIn(some));
    assertThat(some)
        .contains(
            "\nAll "
                + optionsIn(all).size()
                + " options, in groups: easyneg "
                + command
                + " --help-all\n");
    assertThat(all).contains("\nGuards:\n", "\nVector store:\n").doesNotContain("\nAll ");
    assertThat(Cli.run("help", command).out()).isEqualTo(some);
  }

  private static List<String> optionsIn(String help) {
    return help.lines()
        .filter(line -> line.matches("  (?:-\\w, |    )--[\\w-]+.*|  -k.*"))
        .map(line -> line.replaceFirst("^.*?(--[\\w-]+|-k).*", "$1"))
        .toList();
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
