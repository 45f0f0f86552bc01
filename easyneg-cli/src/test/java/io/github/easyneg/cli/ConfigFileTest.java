package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void optionsComeFromTheFileWhereNothingIsTyped() throws IOException {
    Path config =
        config(
            """
            input: %s
            embedder: hashing
            k: 2
            pool: quantiles:0.3-0.95,words:0-0.9
            guard: [same-title, "margin:0.05"]
            no-answer: 'Nein: das nicht.'
            quiet: true
            """
                .formatted(Cli.SAMPLE));

    Cli.Outcome outcome = mine(config, "-k", "1");

    assertThat(outcome).isEqualTo(new Cli.Outcome(ExitCode.OK, "", ""));
    assertThat(Files.readAllLines(out())).hasSize(279 + 120);
    assertThat(Files.readString(folder.resolve("train.jsonl.config.yml")))
        .contains("k: 1\n")
        .contains("pool: quantiles:0.3-0.95,words:0-0.9\n")
        .contains("guard:\n- same-title\n- margin:0.05\n")
        .contains("no-answer: 'Nein: das nicht.'\n");
  }

  @Test
  void anUnknownNameIsRefusedWithTheNearest() throws IOException {
    refused("embedder: hashing\npol: easy\n", ":2: unknown option 'pol'; did you mean 'pool'?");
  }

  @Test
  void aWrongValueIsTracedToItsLine() throws IOException {
    Path config = config("embedder: hashing\n\npool: eesy\n");

    assertThat(mine(config, "" + Cli.SAMPLE).err().lines())
        .contains("easyneg: 'pool' is set in " + config + ":3.");
  }

  @Test
  void aNameStandsThereOnce() throws IOException {
    refused("k: 1\nk: 2\n", ":2: 'k' is given twice; remove one.");
  }

  @Test
  void aNameNeedsAValue() throws IOException {
    refused(
        "pool:\n", ":1: 'pool' has an invalid value; write a string, a number or a list of them.");
  }

  @Test
  void optionsAreAMap() throws IOException {
    refused("- pool\n", ":1: expected options, one a line, as in 'pool: easy'.");
  }

  @Test
  void brokenYamlIsRefusedWithItsLine() throws IOException {
    Path config = config("pool: easy\nguard: [same-title\n");
    Cli.Outcome outcome = mine(config, "" + Cli.SAMPLE);

    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err()).startsWith("easyneg: " + config + ":3: this is not valid YAML: ");
  }

  @Test
  void aMissingFileExitsWithThree() {
    Path config = folder.resolve("no.yml");

    assertThat(mine(config, "" + Cli.SAMPLE))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: --config: "
                    + config
                    + " cannot be read: there is no such file; name a file with options, such as"
                    + " the train.jsonl.config.yml of an earlier run.\n"));
  }

  @Test
  void explainPassesOverWhatIsAboutTheOutput() throws IOException {
    Cli.mine(out(), "-k", "2");

    Cli.Outcome outcome =
        Cli.run(
            "explain",
            "--config",
            folder.resolve("train.jsonl.config.yml").toString(),
            "--row",
            "3");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out()).startsWith("row 3: ");
  }

  private void refused(String yaml, String message) throws IOException {
    Path config = config(yaml);

    assertThat(mine(config, "" + Cli.SAMPLE))
        .isEqualTo(new Cli.Outcome(ExitCode.USAGE, "", "easyneg: " + config + message + "\n"));
  }

  private Path config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("options.yml"), yaml);
  }

  private Cli.Outcome mine(Path config, String... more) {
    String[] args = new String[more.length + 5];
    System.arraycopy(
        new String[] {"mine", "--config", "" + config, "--out", "" + out()}, 0, args, 0, 5);
    System.arraycopy(more, 0, args, 5, more.length);
    return Cli.run(args);
  }

  private Path out() {
    return folder.resolve("train.jsonl");
  }

  @Test
  void aConfigurationThatIsNestedDeeplyEndsWithItsLine() throws IOException {
    refused(
        "k: 1\nguard: " + "[".repeat(100_000),
        ":2: a value is nested too deeply; write a string, a number or a list of them.");
    refused(
        "k: 1\n" + "- ".repeat(50_000) + "a",
        ":2: this is not valid YAML: expected <block end>, but found '-'; write options, one a"
            + " line, as in 'pool: easy'.");
    refused(
        "{".repeat(100_000),
        ":1: a value is nested too deeply; write a string, a number or a list of them.");
  }

  @Test
  void aConfigurationThatHoldsItselfEndsWithItsLine() throws IOException {
    refused(
        "k: 1\nguard: &g\n- *g\n",
        ":2: 'guard' has an invalid value; write a string, a number or a list of them.");
    refused(
        "&all\nk: *all\n",
        ":2: 'k' has an invalid value; write a string, a number or a list of them.");
  }

  @Test
  void aValueThatIsAnAliasIsToldByTheLineOfItsOption() throws IOException {
    refused(
        "guard: &g [a, b]\nk: 1\npool: [*g]\n",
        ":3: 'pool' has an invalid value; write a string, a number or a list of them.");
  }

  @Test
  void aConfigurationWithAControlCharacterEndsWithItsLine() throws IOException {
    refused(
        "k: 1\npool: \"ea\u001bsy\"\n",
        ":2: this is not valid YAML: it holds the character U+001B; write options, one a line, as"
            + " in 'pool: easy'.");
  }

  @Test
  void aConfigurationInAnotherEncodingIsToldSo() throws IOException {
    Path config = folder.resolve("latin1.yml");
    Files.write(
        config, "no-answer: Möglich\n".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

    assertThat(mine(config, "" + Cli.SAMPLE))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: --config: " + config + " is not in UTF-8; save it in that encoding.\n"));
  }
}
