package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that a run leaves, read again: each value comes back as it was typed. */
class RoundTripTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u001bb",
        "a\nb",
        "a\r\nb",
        "\n",
        "a\u0085b\u2028c\u2029d",
        "\ufeffa",
        "\u007f\u0080\u009f",
        "\ud83d\ude00 ä",
        " a ",
        "'a'",
        "\"a\"",
        "a: b # c",
        "- a",
        "-k 3",
        "--no-answer=x",
        "--",
        "null",
        "~",
        "true",
        "1e3",
        "0x1F",
        "*a",
        "&a b",
        "!a",
        "@a",
        "%a",
        "`a`",
        "{a: b}",
        "[a, b]",
        "a\\nb",
        "${a} %s ${env:HOME}",
        "a,b",
        "a=b",
        "\t"
      })
  void everyRefusalComesBack(String refusal) throws IOException {
    Path first = folder.resolve("first.jsonl");
    Path second = folder.resolve("second.jsonl");
    String typed = refusal.isBlank() ? "x" + refusal + "x" : refusal;
    assertThat(Cli.mine(first, "--no-answer=" + typed, "-q").err()).isEmpty();

    Cli.Outcome again = Cli.run("mine", "--config", first + ".config.yml", "--out", "" + second);

    assertThat(again.err()).isEmpty();
    assertThat(second).hasSameBinaryContentAs(first);
    assertThat(settings(second).replace("second", "first")).isEqualTo(settings(first));
  }

  /** Returns the settings of a run, without the checksum that follows. */
  private static String settings(Path out) throws IOException {
    return Files.readString(Path.of(out + ".config.yml")).replaceFirst("# easyneg wrote .*\n", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--no-answer=INJECTED", "-rows.jsonl", "@rows", "-", "a b", "ä\u001b.jsonl", "-q"})
  void inputsAreNeverOptions(String name) throws IOException {
    Path rows = Files.createDirectories(folder.resolve("in")).resolve(name);
    Path config = folder.resolve("c.yml");
    Files.writeString(
        config, "input: ['" + name.replace("\u001b", "x") + "']\nembedder: hashing\n");
    assertThat(Files.exists(rows)).isFalse();

    Cli.Outcome run =
        Cli.runWithInput(
            "", "mine", "--config", "" + config, "--out", "" + folder.resolve("o.jsonl"), "-q");

    String shown = name.equals("-") ? "stdin" : name.replace("\u001b", "x");
    assertThat(run.code()).isIn(ExitCode.ENVIRONMENT, ExitCode.DATA, ExitCode.OK);
    assertThat(run.err()).doesNotContain("no option").contains(shown);
  }

  @Test
  void anInputsNameThatBeginsWithAtIsAFile() throws IOException {
    Path options = Files.writeString(folder.resolve("opts.txt"), "--no-answer=INJECTED\n");

    Cli.Outcome run = Cli.run("mine", "@" + options, "--out", "" + folder.resolve("o.jsonl"), "-q");

    assertThat(run)
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: @"
                    + options
                    + " does not exist; give a .jsonl, .json, .parquet, .csv or .tsv file.\n"));
  }
}
