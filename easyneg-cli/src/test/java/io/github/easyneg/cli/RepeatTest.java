package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.config.OptionNames;
import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import picocli.CommandLine;

/** The list of settings that a run leaves says all, and repeats the run to the byte. */
class RepeatTest {
  /** What goes with another kind of embedder or index, or for which there is a test of its own. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "hub-folder",
          "judge",
          "judge-model",
          "judge-calls",
          "model",
          "onnx-file",
          "max-tokens",
          "dimensions",
          "pooling",
          "hub-license",
          "hub-language",
          "query-prompt",
          "passage-prompt",
          "no-answer-file",
          "chroma-url",
          "collection",
          "chroma-tenant",
          "chroma-database",
          "chroma-timeout",
          "pg-url",
          "pg-table",
          "pg-user",
          "pg-timeout",
          "resume",
          "ground",
          "map-vectors",
          "corpus",
          "embed-batch",
          "embed-calls",
          "embed-timeout",
          "embed-url",
          "judge-budget",
          "judge-temperature",
          "judge-timeout",
          "map",
          "marks",
          "plausibility-peak",
          "reader",
          "reader-file",
          "reader-threshold",
          "relabelled",
          "reranker",
          "reranker-file",
          "reranker-share",
          "reranker-threshold",
          "titles");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void aRunWithEveryOptionIsRepeatedByItsSettings() throws IOException {
    Path rows = folder.resolve("rows.jsonl");
    List<String> lines = new ArrayList<>(Files.readAllLines(Cli.SAMPLE));
    lines.add(7, "{}");
    Files.write(rows, lines);
    Path out = Files.createDirectory(folder.resolve("out"));
    String options =
        "mine ROWS --embedder hashing --device cpu --index memory --out OUT/train.jsonl --format"
            + " kto --audit OUT/audit.jsonl --split val=0.2 --ft-config OUT/ft.yml --report"
            + " OUT/report --rejects OUT/rejects.jsonl --max-rejects 3 -k 2 --pool"
            + " quantiles:0.2-0.97,words:0-0.9,margin:0.01 --anchor question,positive --background"
            + " 60 --max-reuse 12 --when-short widen --seed 5 --sampler multinomial --temperature"
            + " 0.5 --plausibility 2 --frequency-exponent 0.75 --guard same-title --guard"
            + " margin:0.01 --no-guard near-duplicate --no-answer Keine:_Antwort --prompt"
            + " {context}:_{question} --system Sei:_knapp. --own-negatives 1 --refusal-ratio"
            + " 0.6 --dpath OUT/cache --embed-passages demand --threads 2 --progress none --quiet";

    Cli.Outcome outcome =
        Cli.run(options.replace("ROWS", "" + rows).replace("OUT", "" + out).split(" "));

    assertThat(outcome).isEqualTo(new Cli.Outcome(ExitCode.OK, "", ""));
    Path settings = out.resolve("train.jsonl.config.yml");
    Map<String, String> before = files(out);
    assertThat(names(settings)).isEqualTo(optionsOfMine());

    Path kept = Files.move(settings, folder.resolve("again.yml"));
    for (String name : before.keySet()) {
      Files.deleteIfExists(out.resolve(name));
    }
    assertThat(Cli.run("mine", "--config", "" + kept).code()).isEqualTo(ExitCode.OK);

    assertThat(files(out)).isEqualTo(before);
  }

  @Test
  void theSettingsOfAHubFolderRepeatItsCard() throws IOException {
    Path first = folder.resolve("first/data");
    Path second = folder.resolve("second/data");
    String options =
        "mine %s --embedder hashing --hub-folder %s --hub-license cc-by-sa-4.0 --hub-language"
            + " de,en";
    Files.createDirectories(second);

    assertThat(Cli.run(options.formatted(Cli.SAMPLE, first).split(" ")).code())
        .isEqualTo(ExitCode.OK);
    Path settings = first.resolve("train.jsonl.config.yml");
    assertThat(Cli.run("mine", "--config", "" + settings, "--hub-folder", "" + second).code())
        .isEqualTo(ExitCode.OK);

    assertThat(second.resolve("README.md")).hasSameTextualContentAs(first.resolve("README.md"));
    assertThat(names(settings)).contains("hub-folder", "hub-license", "hub-language");
  }

  @Test
  void whatTheRecordsWereTakenForIsPartOfTheSettings() throws IOException {
    Path rows = folder.resolve("rows.jsonl");
    String pairs =
        "{\"question\":\"q%1$d\",\"answers\":[\"a\"],\"positive_ctxs\":[{\"title\":\"\",\"text\":\"p%1$d\"}]";
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      lines.append(pairs.formatted(i)).append("}\n");
    }
    Files.writeString(rows, lines);
    Path out = folder.resolve("train.jsonl");
    String mine = "mine %s --embedder hashing --pool all --out %s".formatted(rows, out);
    assertThat(Cli.run(mine.split(" ")).code()).isEqualTo(ExitCode.OK);
    Path settings = Files.move(folder.resolve("train.jsonl.config.yml"), folder.resolve("s.yml"));
    String before = Files.readString(Files.move(out, folder.resolve("before.jsonl")));
    assertThat(Files.readString(settings)).contains("\ninput-format: dpr\n");

    // A record that is first by chance, and that another shape would be found in.
    Files.writeString(
        rows,
        "{\"contexts\":[],\"question\":\"q0\",\"answers\":[\"a\"],\"positive_ctx_idx\":0,"
            + "\"positive_ctxs\":[{\"title\":\"\",\"text\":\"p0\"}]}\n"
            + lines.substring(lines.indexOf("\n") + 1));
    assertThat(Cli.run("mine", "--config", "" + settings).code()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(out)).isEqualTo(before);
  }

  @Test
  void whatEachInputWasTakenForIsPartOfTheSettingsWhereTheyDiffer() throws IOException {
    Path pairs = folder.resolve("pairs.jsonl");
    Path mapped = folder.resolve("mapped.jsonl");
    Path rows = folder.resolve("rows.jsonl");
    String first =
        "{\"question\":\"q0\",\"answers\":[\"a\"],\"positive_ctxs\":[{\"title\":\"\",\"text\":\"p0\"}]}\n";
    String more = first.replace('0', '1') + first.replace('0', '2');
    Files.writeString(pairs, first + more);
    Files.writeString(mapped, "{\"q\":\"q4\",\"a\":\"a\",\"texts\":[\"p4\",\"p5\"]}\n");
    Files.writeString(
        rows,
        "{\"contexts\":[\"p6\"],\"question\":\"q6\",\"answer\":\"b\",\"positive_ctx_idx\":0}\n");
    Path out = folder.resolve("train.jsonl");
    String mine =
        "mine %s %s %s --embedder hashing --pool all --out %s --input-format auto,map,auto --map"
            + " question=q,answer=a,contexts=texts,positive=0";
    assertThat(Cli.run(mine.formatted(pairs, mapped, rows, out).split(" ")).code())
        .isEqualTo(ExitCode.OK);
    Path settings = Files.move(folder.resolve("train.jsonl.config.yml"), folder.resolve("s.yml"));
    String before = Files.readString(Files.move(out, folder.resolve("before.jsonl")));
    assertThat(Files.readString(settings))
        .contains("\ninput-format:\n- dpr\n- map\n- germanrag\nmap: question=q,");

    // A first record in which another shape would be found.
    Files.writeString(
        pairs,
        "{\"contexts\":[],\"positive_ctx_idx\":0,\"answer\":\"a\"," + first.substring(1) + more);
    assertThat(Cli.run("mine", "--config", "" + settings).code()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(out)).isEqualTo(before);
  }

  @Test
  void formatsThatAreNotOneForEachInputAreRefused() {
    assertThat(Cli.run(("mine " + Cli.SAMPLE + " --out x --input-format dpr,squad").split(" ")))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: --input-format names 2 formats, but there is 1 input; name one for all,"
                    + " or one for each.\n"));
    assertThat(Cli.run(("mine " + Cli.SAMPLE + " --out x --input-format map").split(" ")))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                "easyneg: --input-format is map, and there is no --map; say with it which field is"
                    + " what.\n"));
  }

  @Test
  void theSettingsSayWhatDefaultsCameTo() throws IOException {
    Cli.mine(folder.resolve("train.jsonl"), "-q");

    assertThat(Files.readString(folder.resolve("train.jsonl.config.yml")))
        .contains("\n# sampler: multinomial, temperature 1.0, plausibility 32.0, frequency")
        .contains(
            "\n"
                + "# guards: own-context, answers-same-question, near-duplicate:0.8,"
                + " containment:0.35, question-words:0.98, answer-bearing:0.5\n")
        .contains("\n# model: hashing-words-2/256\n")
        .containsPattern("\n# input sample.jsonl: sha256 [0-9a-f]{64}\n");
  }

  private static Set<String> names(Path settings) throws IOException {
    Object yaml =
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(settings));
    Set<String> names = new TreeSet<>();
    ((Map<?, ?>) yaml).keySet().forEach(name -> names.add("" + name));
    return names;
  }

  private static Set<String> optionsOfMine() {
    Set<String> names =
        new TreeSet<>(
            OptionNames.of(new CommandLine(new Mine(Console.ofProcess())).getCommandSpec())
                .keySet());
    names.removeAll(ELSEWHERE);
    return names;
  }

  /** Returns the files of a run but for the cache, and without times and what was kept in it. */
  private static Map<String, String> files(Path out) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = out.relativize(file).toString();
        if (!name.startsWith("cache") && !name.startsWith("report")) {
          files.put(name, Files.readString(file));
        }
      }
    }
    return files;
  }
}
