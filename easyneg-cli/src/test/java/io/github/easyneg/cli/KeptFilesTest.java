package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that a run must not write over: what it reads or keeps, and what a person wrote. */
class KeptFilesTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--ft-config DIR/my.yml | --ft-config",
        "--audit DIR/my.yml | --audit",
        "--rejects DIR/my.yml | --rejects",
        "--out DIR/my.yml | --out",
        "--split yml=0.2 --out DIR/my | --split",
        "--format dpr --audit DIR/sub/../my.yml | --audit"
      })
  void theConfigurationThatIsReadStays(String options, String option) throws IOException {
    Path config = folder.resolve("my.yml");
    Files.createDirectories(folder.resolve("sub"));
    Files.writeString(config, "embedder: hashing\nquiet: true\n");

    Cli.Outcome run = mine(options + " --config DIR/my.yml");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .startsWith("easyneg: " + option + " would write over ")
        .endsWith(", which --config reads; write to another file.\n");
    assertThat(config).hasContent("embedder: hashing\nquiet: true\n");
  }

  @Test
  void aLinkToTheConfigurationIsTheConfiguration() throws IOException {
    Path config = folder.resolve("my.yml");
    Files.writeString(config, "embedder: hashing\nquiet: true\n");
    Path link = Files.createSymbolicLink(folder.resolve("link.yml"), config);

    assertThat(mine("--config DIR/my.yml --ft-config DIR/link.yml").err())
        .isEqualTo(
            "easyneg: --ft-config would write over "
                + link
                + ", which --config reads; write to another file.\n");
  }

  @Test
  void reportsOverTheConfigurationAreRefused() throws IOException {
    Files.writeString(folder.resolve("report.json"), "{embedder: hashing, quiet: true}");

    assertThat(mine("--config DIR/report.json --report DIR").err())
        .isEqualTo(
            "easyneg: --report would write over "
                + folder.resolve("report.json")
                + ", which --config reads; write to another file.\n");
  }

  @Test
  void theFilesOfAModelStay() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model/onnx"));
    Files.writeString(model.resolve("model.onnx"), "graph");

    assertThat(mine("--embedder onnx --model DIR/model --audit DIR/model/onnx/model.onnx").err())
        .isEqualTo(
            "easyneg: --audit would write over "
                + model.resolve("model.onnx")
                + ", which --model reads; write to another file.\n");
  }

  @Test
  void cacheAndWorkFolderStay() {
    assertThat(mine("--dpath DIR --audit DIR/embeddings.mv").err())
        .isEqualTo(
            "easyneg: --audit would write over "
                + folder.resolve("embeddings.mv")
                + ", which --dpath reads; write to another file.\n");
    assertThat(mine("--dpath DIR --out DIR/in-use.lock").err()).contains("which --dpath reads");
    assertThat(mine("--resume DIR/work --audit DIR/work/out.jsonl/run.properties").err())
        .isEqualTo(
            "easyneg: --audit would write "
                + folder.resolve("work/out.jsonl/run.properties")
                + " into the folder of --resume; write elsewhere.\n");
    assertThat(mine("--resume DIR").err())
        .isEqualTo(
            "easyneg: --out would write "
                + folder.resolve("out.jsonl")
                + " into the folder of --resume; write elsewhere.\n");
    assertThat(mine("--dpath DIR -q").code()).as("beside the cache").isZero();
  }

  @Test
  void aCardThatSomebodyWroteStays() throws IOException {
    Path hub = Files.createDirectories(folder.resolve("hub"));
    Path card = Files.writeString(hub.resolve("README.md"), "# Mine\n");

    assertThat(Cli.run("mine", "" + Cli.SAMPLE, "--hub-folder", "" + hub, "--embedder", "hashing"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: "
                    + card
                    + " was written or changed by somebody else, and only what easyneg wrote is"
                    + " replaced; move it away, or write elsewhere.\n"));
    assertThat(card).hasContent("# Mine\n");
    assertThat(hub.resolve("train.jsonl")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"README.md", "ft.yml", "train.jsonl.config.yml"})
  void whatEasynegWroteIsReplacedUntilItIsChanged(String name) throws IOException {
    Path hub = folder.resolve("hub");
    List<String> args =
        List.of(
            "mine",
            "" + Cli.SAMPLE,
            "--hub-folder",
            "" + hub,
            "--ft-config",
            "" + hub.resolve("ft.yml"),
            "--embedder",
            "hashing",
            "-q");
    assertThat(run(args).err()).isEmpty();
    String written = Files.readString(hub.resolve(name));
    assertThat(run(args).code()).as("written by easyneg").isZero();
    Files.writeString(hub.resolve(name), written.replace("\n", "\r\n"));
    assertThat(run(args).code()).as("checked out with other line ends").isZero();
    assertThat(hub.resolve(name)).hasContent(written);
    String changed = written.replaceFirst("e", "E");
    Files.writeString(hub.resolve(name), changed);

    assertThat(run(args).err())
        .isEqualTo(
            "easyneg: "
                + hub.resolve(name)
                + " was written or changed by somebody else, and only what easyneg wrote is"
                + " replaced; move it away, or write elsewhere.\n");
    assertThat(hub.resolve(name)).hasContent(changed);
    Files.writeString(hub.resolve(name), written + "more\n");
    assertThat(run(args).code()).as("added to").isEqualTo(ExitCode.ENVIRONMENT);
  }

  @Test
  void theSettingsOfARunMayBeReadAndReplaced() throws IOException {
    Path out = folder.resolve("out.jsonl");
    Path config = folder.resolve("out.jsonl.config.yml");
    assertThat(mine("-q").err()).isEmpty();

    assertThat(Cli.run("mine", "--config", "" + config, "--seed", "7").code()).isZero();

    assertThat(Files.readString(config)).contains("seed: 7\n");
    assertThat(out).exists();
  }

  private static Cli.Outcome run(List<String> args) {
    return Cli.run(args.toArray(String[]::new));
  }

  private Cli.Outcome mine(String options) {
    List<String> args = new ArrayList<>(List.of("mine", "" + Cli.SAMPLE));
    for (String word : options.split(" ", -1)) {
      args.add(word.replace("DIR", "" + folder));
    }
    if (!options.contains("--out")) {
      args.addAll(List.of("--out", "" + folder.resolve("out.jsonl")));
    }
    if (!options.contains("--config") && !options.contains("--embedder")) {
      args.addAll(List.of("--embedder", "hashing"));
    }
    return run(args);
  }
}
