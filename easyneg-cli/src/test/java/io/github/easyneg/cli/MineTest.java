package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.mine.Guards;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MineTest {
  private static final int CONTEXTS = 279;
  private static final int ROWS = 120;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void aCorpusOfSeveralFilesMayStandAnywhere() throws IOException {
    Path rows =
        Files.writeString(
            folder.resolve("rows.jsonl"),
            "{\"query\": \"Wo?\", \"positive_document_ids\": [\"a\", \"b\"]}\n");
    Path one = Files.writeString(folder.resolve("one.tsv"), "a\tDom in Köln\nc\tBrot und Salz\n");
    Path two =
        Files.writeString(folder.resolve("two.jsonl"), "{\"_id\": \"b\", \"text\": \"Ulm\"}\n");
    String out = "" + folder.resolve("out.jsonl");
    List<String> last =
        List.of("mine", "" + rows, "--out", out, "--format", "flag-embedding", "--pool", "all");
    List<String> first = new ArrayList<>(last);
    Collections.rotate(first.subList(1, first.size()), -1);
    for (List<String> words : List.of(last, first)) {
      List<String> typed = new ArrayList<>(words);
      typed.addAll(words == last ? words.size() : 1, List.of("--corpus", "" + one, "" + two));
      typed.addAll(List.of("--embedder", "hashing", "--progress", "none"));

      assertThat(Cli.run(typed.toArray(String[]::new)).err())
          .startsWith("easyneg: read as Tevatron with a corpus: 1 row");

      assertThat(Files.readString(Path.of(out)))
          .startsWith(
              "{\"query\":\"Wo?\",\"pos\":[\"Dom in Köln\",\"Ulm\"],\"neg\":[\"Brot und Salz\"]");
      Files.delete(Path.of(out));
    }
    Cli.Outcome again =
        Cli.run("mine", "" + rows, "--config", out + ".config.yml", "--out", out, "-q");
    assertThat(again.code()).isEqualTo(ExitCode.OK);
  }

  @Test
  void aTableOfAHelpDeskBecomesTrainingData() throws IOException {
    Path out = folder.resolve("faq.jsonl");
    Path table = Cli.SAMPLE.resolveSibling("faq.csv");

    Cli.Outcome run =
        Cli.run(
            "mine",
            "" + table,
            "--out",
            "" + out,
            "-k",
            "3",
            "--embedder",
            "hashing",
            "--progress",
            "none");

    assertThat(run.code()).isEqualTo(ExitCode.OK);
    assertThat(run.err()).contains("read as columns: 12 rows, no hard negatives\n");
    assertThat(Files.readAllLines(out)).hasSize(12 * (1 + 3));
  }

  @Test
  void dataForRetrievalAreRefusedByAFormatThatAsksForAnswers() throws IOException {
    Path out = folder.resolve("out.jsonl");
    Path rows =
        Files.writeString(
            folder.resolve("rows.jsonl"),
            "{\"query\": \"Wo?\", \"pos\": [\"da\"], \"neg\": [\"dort\"]}\n");

    Cli.Outcome run = Cli.run("mine", "" + rows, "--out", "" + out, "--embedder", "hashing", "-q");

    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains(
            "easyneg: rows.jsonl: no row has what the format axolotl needs (an answer, if it has a"
                + " positive), so its file would be empty (rows: 1, with a positive: 1, with an"
                + " answer: 0, negatives for each by -k: 1). Choose another with --format:"
                + " triplet,");
    assertThat(out).doesNotExist();
  }

  @Test
  void aLineIsWrittenForEachContextAndEachNegative() throws IOException {
    Cli.Outcome outcome = Cli.mine(out(), "-k", "3", "--seed", "42");

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(Files.readAllLines(out())).hasSize(CONTEXTS + 3 * ROWS);
    assertThat(outcome.out())
        .contains("negatives mined        360 of 360\n")
        .contains("lines written          639\n");
  }

  @Test
  void withoutAnswersTheTextOfNoAnswerIsTaught() throws IOException {
    Cli.mine(out(), "--no-answer", "Das weiß ich nicht.");

    assertThat(Files.readString(out()))
        .contains("\"answer\":\"Das weiß ich nicht.\"")
        .doesNotContain("Bei dem gegebenen Kontext");
  }

  @Test
  void theResultDependsOnTheSeedAndNotOnThreads() throws IOException {
    Cli.mine(out(), "--threads", "1");
    String one = Files.readString(out());
    Cli.mine(out(), "--threads", "8");
    String eight = Files.readString(out());
    Cli.mine(out(), "--seed", "7");
    String other = Files.readString(out());

    assertThat(eight).isEqualTo(one);
    assertThat(other).isNotEqualTo(one);
  }

  @Test
  void theStandardInputAndFilesInPiecesGiveWhatTheFileGives() throws IOException {
    Cli.mine(out());
    String whole = Files.readString(out());
    List<String> rows = Files.readAllLines(Cli.SAMPLE);
    Path first = Files.write(folder.resolve("1 ä.jsonl"), rows.subList(0, 50));
    Path second = Files.write(folder.resolve("2.jsonl"), rows.subList(50, rows.size()));

    Cli.run("mine", "" + first, "" + second, "--embedder", "hashing", "--out", "" + out());
    assertThat(Files.readString(out())).isEqualTo(whole);

    Cli.Outcome piped =
        Cli.runWithInput(
            Files.readString(Cli.SAMPLE),
            "mine",
            "-",
            "--embedder",
            "hashing",
            "--out",
            "" + out());
    assertThat(Files.readString(out())).isEqualTo(whole);
    assertThat(piped.out()).startsWith("data set               stdin\n");
  }

  @Test
  void theStandardInputLeavesNoTemporaryFile() throws IOException {
    List<Path> before = temporaryFolders();

    Cli.Outcome outcome =
        Cli.runWithInput("no JSON", "mine", "-", "--embedder", "hashing", "--out", "" + out());

    assertThat(outcome.code()).isEqualTo(ExitCode.DATA);
    assertThat(outcome.err()).contains("easyneg: stdin:1: this is not valid JSON: ");
    assertThat(temporaryFolders()).isEqualTo(before);
  }

  private static List<Path> temporaryFolders() throws IOException {
    try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return all.filter(f -> f.getFileName().toString().startsWith("easyneg")).sorted().toList();
    }
  }

  @Test
  void quietSaysNothing() {
    Cli.Outcome outcome = Cli.mine(out(), "--quiet");

    assertThat(outcome).isEqualTo(new Cli.Outcome(ExitCode.OK, "", ""));
  }

  @Test
  void stagesAreToldOnTheStandardError() {
    assertThat(Cli.mine(out()).err())
        .isEqualTo(
            """
            reading rows         120 in 0.0 s
            embedding passages   80 in 0.0 s
            mining and writing   120 in 0.0 s
            """);
  }

  @Test
  void embeddingsAreKeptUnderDpath() {
    String cache = folder.resolve("cache").toString();

    assertThat(Cli.mine(out(), "--dpath", cache).out())
        .contains("texts embedded         199  (0 vectors from the cache, 0 from the store)\n");
    assertThat(Cli.mine(out(), "--dpath", cache, "-k", "2").out())
        .contains("texts embedded         0  (199 vectors from the cache, 0 from the store)\n");
  }

  @Test
  void mixesNameTheirNumbers() throws IOException {
    Path audit = folder.resolve("audit.jsonl");
    Cli.mine(out(), "--pool", "2xeasy+1xquantiles:0.95-1", "--audit", audit.toString());

    String first = Files.readAllLines(audit).get(0);
    assertThat(first.split("\"pool\":\"easy\"", -1)).hasSize(3);
    assertThat(first.split("\"pool\":\"quantiles\\(0.95, 1.0\\)\"", -1)).hasSize(2);
  }

  @Test
  void aPoolIsBoundedFurtherByWhatFollowsIt() throws IOException {
    Path report = folder.resolve("report");

    Cli.mine(
        out(),
        "--pool",
        "1xeasy,words:0.1-0.8,margin:0.1+1xsemi-hard,relative-margin:0.2,margin:0.01"
            + "+1xnearest:30,relative-margin:.1",
        "--report",
        "" + report);

    assertThat(Files.readString(report.resolve("report.json")))
        .contains(
            "\"1 from easy,words:0.1-0.8,margin:0.1: cosine quantile [0.3, 0.95], lexical quantile"
                + " [0.1, 0.8], below the positive by 0.1 and 0.0 %\"")
        .contains(
            "\"1 from semi-hard,relative-margin:0.2,margin:0.01: cosine quantile [0.95, 0.99],"
                + " lexical quantile [0.0, 1.0], below the positive by 0.01 and 20.0 %\"")
        .contains(
            "\"1 from nearest:30,relative-margin:.1: ranks 0..29, below the positive by 0.0 and"
                + " 10.0 %\"")
        .contains("\"pool\" : \"easy,words:0.1-0.8,margin:0.1\"");
  }

  @Test
  void everyOptionOfTheRecipeReachesIt() throws IOException {
    Path report = folder.resolve("report");
    Cli.Outcome outcome =
        Cli.mine(
            out(),
            "-k",
            "2",
            "--pool",
            "nearest:20",
            "--anchor",
            "question,answer",
            "--background",
            "60",
            "--max-reuse",
            "12",
            "--when-short",
            "widen",
            "--seed",
            "5",
            "--temperature",
            "0.5",
            "--plausibility",
            "2",
            "--frequency-exponent",
            "0.75",
            "--guard",
            "same-title",
            "--guard",
            "margin:0.01",
            "--guard",
            "answer-bearing:1",
            "--no-guard",
            "near-duplicate",
            "--own-negatives",
            "1",
            "--refusal-ratio",
            "0.5",
            "--threads",
            "3",
            "--report",
            "" + report);

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(report.resolve("report.json")))
        .contains("\"embedder\" : \"hashing-words-2/256\"")
        .contains("\"anchors\" : \"question, answer\"")
        .contains("\"pool\" : \"2 from nearest(20): ranks 0..19\"")
        .contains("temperature 0.5, plausibility 2.0, frequency exponent 0.75\"")
        .contains("same-title, margin:0.01\"")
        .doesNotContain("near-duplicate")
        .contains("\"background\" : \"60 passages\"")
        .contains("\"max reuse\" : \"12\"")
        .contains("\"when short\" : \"WIDEN\"")
        .contains("\"own negatives\" : \"at most 1 a row\"")
        .contains("\"own_negatives_left_out\" : ")
        .contains("\"refusal ratio\" : \"0.5\"")
        .contains("\"seed\" : \"5\"")
        .contains("\"threads\" : \"3\"")
        .contains("\"refusal_share\" : 0.");
  }

  /** Under one name the second would take the place of the first. */
  @Test
  void bothMarginsOfAPositiveHold() throws IOException {
    Path report = folder.resolve("report");
    Cli.Outcome outcome =
        Cli.mine(
            out(),
            "--guard",
            "margin:0.05",
            "--guard",
            "relative-margin:0.5",
            "--report",
            "" + report);

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(Files.readString(report.resolve("report.json")))
        .contains("margin:0.05, relative-margin:0.5");
    assertThat(Files.readString(Path.of(out() + ".config.yml")))
        .contains("margin:0.05")
        .contains("relative-margin:0.5");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        Guards.ANSWER_BEARING,
        Guards.NEAR_DUPLICATE,
        Guards.CONTAINMENT,
        Guards.SAME_TITLE,
        Guards.MARGIN + ":0.1",
        Guards.RELATIVE_MARGIN + ":0.1"
      })
  void aGuardGoesByTheNameThatTheReportHas(String guard) throws IOException {
    Path report = folder.resolve("report");
    assertThat(Cli.mine(out(), "--guard", guard, "--report", "" + report).code())
        .isEqualTo(ExitCode.OK);
    String name = guard.replaceFirst(":.*", "");
    assertThat(Files.readString(report.resolve("report.json"))).contains("\"" + name + "\" : ");
  }

  @Test
  void samplersGoByName() throws IOException {
    Path report = folder.resolve("report");
    Cli.mine(out(), "--sampler", "top", "--report", "" + report);
    String top = Files.readString(report.resolve("report.json"));
    Cli.mine(out(), "--sampler", "uniform", "--report", "" + report);
    String uniform = Files.readString(report.resolve("report.json"));

    assertThat(top).contains("\"sampler\" : \"top, by cosine\"");
    assertThat(uniform).contains("\"sampler\" : \"multinomial, temperature Infinity");
  }

  @Test
  void negativesDoNotDependOnTheOrderOfRows() throws IOException {
    List<String> rows = new ArrayList<>(Files.readAllLines(Cli.SAMPLE));
    Cli.mine(out(), "--format", "germanrag");
    List<String> inOrder = Files.readAllLines(out());
    Collections.shuffle(rows, new Random(1));
    Path shuffled = Files.write(folder.resolve("shuffled.jsonl"), rows);

    Cli.run(
        "mine",
        "" + shuffled,
        "--embedder",
        "hashing",
        "--out",
        "" + out(),
        "--format",
        "germanrag");

    assertThat(Files.readAllLines(out())).containsExactlyInAnyOrderElementsOf(inOrder);
  }

  private Path out() {
    return folder.resolve("train.jsonl");
  }
}
