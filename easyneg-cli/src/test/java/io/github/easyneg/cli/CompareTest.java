package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
  private static final String AUDIT_OF_TWO =
      """
      {"row":1,"contexts":["p"],"question":"q?","answer":"a","positive_ctx_idx":0,"extra":{},"negatives":[%s],"rejected":[{"id":"z","text":"Z","guard":"own-context","cosine":0.5,"cosine_quantile":0.5,"lexical_quantile":0.5}],"missing":0,"reason":""}
      {"row":2,"contexts":["r"],"question":"s?","answer":"a","positive_ctx_idx":0,"extra":{},"negatives":[%s],"rejected":[],"missing":1,"reason":"POOL_TOO_SMALL"}
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private Path a = Path.of("");
  private Path b = Path.of("");

  @BeforeEach
  void makeFiles() {
    a = folder.resolve("a.jsonl");
    b = folder.resolve("b.jsonl");
  }

  private static String negative(String id) {
    return "{\"id\":\"%s\",\"text\":\"text of %s\",\"pool\":\"easy\",\"cosine\":0.25,\"cosine_quantile\":0.5,\"lexical_quantile\":0.75,\"frequency\":1,\"probability\":0.1,\"guards\":[]}"
        .formatted(id, id);
  }

  @Test
  void twoAuditsAreShownNextToEachOther() throws IOException {
    Files.writeString(
        a, AUDIT_OF_TWO.formatted(negative("x") + "," + negative("y"), negative("x")));
    Files.writeString(
        b, AUDIT_OF_TWO.formatted(negative("y") + "," + negative("w"), negative("x")));

    Cli.Outcome outcome = Cli.run("compare", "" + a, "" + b);

    assertThat(outcome.code()).isEqualTo(ExitCode.OK);
    assertThat(outcome.out().replace("" + folder, "F"))
        .isEqualTo(
            """
            A  F/a.jsonl (audit)
            B  F/b.jsonl (audit)

                                                          A            B
            rows                                          2            2
            short rows                                    1            1
            negatives mined                               3            3
            distinct passages among them                  2            3
            uses of the most used passage                 2            1
            cosine, 5 % below                         0.250        0.250
            cosine, 50 % below                        0.250        0.250
            cosine, 95 % below                        0.250        0.250
            cosine quantile, 5 % below                0.500        0.500
            cosine quantile, 50 % below               0.500        0.500
            cosine quantile, 95 % below               0.500        0.500
            word quantile, 5 % below                  0.750        0.750
            word quantile, 50 % below                 0.750        0.750
            word quantile, 95 % below                 0.750        0.750
            rejected by own-context                       1            1

            settings: an audit does not hold them; compare two reports to see those that differ

            equal negatives: 2; that is 66.7 % (A has 3, B 3 in the 2 rows that are in both)
            rows with other negatives: 1
              row 1: q?
                A  text of x
                B  text of w
            """);
  }

  @Test
  void rowsAreMatchedByWhatTheyHoldAndNotByTheirPlace() throws IOException {
    Cli.mine(folder.resolve("out.jsonl"), "-k", "3", "--audit", "" + a, "-q");
    List<String> shuffled = new ArrayList<>(Files.readAllLines(a));
    Collections.reverse(shuffled);
    Files.write(b, shuffled.subList(0, 100));

    Cli.Outcome outcome = Cli.run("compare", "" + a, "" + b, "--rows", "0");

    assertThat(outcome.out())
        .contains(
            "that is 100.0 %",
            "rows in one alone: 20 in A, 0 in B\nrows with other negatives: 0\n");
  }

  @Test
  void twoReportsShowTheSettingsThatDiffer() {
    Path one = folder.resolve("one");
    Path other = folder.resolve("other");
    Cli.mine(folder.resolve("out.jsonl"), "--report", "" + one, "--seed", "1", "-q");
    Cli.mine(folder.resolve("out.jsonl"), "--report", "" + other, "--seed", "2", "-q");

    String table = Cli.run("compare", "" + one, other.resolve("report.json").toString()).out();

    assertThat(table)
        .contains(
            "A  " + one.resolve("report.json") + " (report)\n",
            "settings that differ\n",
            "  seed\n    A  1\n    B  2\n",
            "rejected by own-context",
            "share of refusals")
        .doesNotContain("  sampler\n");
    assertThat(Cli.run("compare", "" + one, "" + one).out())
        .contains("settings: all equal\n", "that is 100.0 %", "rows with other negatives: 0\n");
  }

  @Test
  void oneJsonObjectIsPrintedOnRequest() throws IOException {
    Files.writeString(a, AUDIT_OF_TWO.formatted(negative("x"), negative("x")));
    Files.writeString(b, AUDIT_OF_TWO.formatted(negative("y"), negative("x")));

    assertThat(Cli.run("compare", "" + a, "" + b, "--json").out())
        .contains(
            "\"settings\" : null",
            "\"equal_negatives\" : 1",
            "\"equal_share\" : 0.5",
            "\"cosine_quantile_50_below\" : 0.5",
            "\"rows_with_other_negatives\" : 1",
            "\"row_in_a\" : 1",
            "\"text\" : \"text of y\"");
  }

  @Test
  void whatIsNeitherAuditNorReportIsRefused() throws IOException {
    Files.writeString(a, "{\"question\": \"q\"}\n");

    Cli.Outcome outcome = Cli.run("compare", "" + a, "" + a);
    assertThat(outcome.code()).isEqualTo(ExitCode.DATA);
    assertThat(outcome.err()).contains("a.jsonl:1: ", "give an audit of mined rows.");

    assertThat(Cli.run("compare", "" + b, "" + a))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: "
                    + b
                    + " does not exist; name an audit, a report.json, or the folder that 'easyneg"
                    + " mine --report' wrote.\n"));
    assertThat(Cli.run("compare", "" + a, "" + a, "--rows", "-1").err())
        .contains("--rows is -1; use 0 or more.");
  }
}
