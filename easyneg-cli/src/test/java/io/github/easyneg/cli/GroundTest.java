package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --ground} and {@code easyneg ground build}. */
class GroundTest {
  private static final int PASSAGES = 300;

  private final Path folder;
  private final Path corpus;
  private final Path rows;
  private final Path ground;

  GroundTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.corpus = folder.resolve("corpus.jsonl");
    this.rows = folder.resolve("rows.jsonl");
    this.ground = folder.resolve("corpus.ground");
    List<String> passages = new ArrayList<>();
    List<String> questions = new ArrayList<>();
    for (int i = 0; i < PASSAGES; i++) {
      String text = "passage w" + i + " w" + i % 7 + " w" + i % 31;
      passages.add("{\"_id\":\"d" + i + "\",\"text\":\"" + text + "\"}");
      if (i % 10 == 0) {
        questions.add(
            String.format(
                Locale.ROOT,
                "{\"contexts\":[\"%s\"],\"question\":\"which w%d?\",\"answer\":\"w%d\","
                    + "\"positive_ctx_idx\":0}",
                text,
                i % 31,
                i));
      }
    }
    Files.write(corpus, passages);
    Files.write(rows, questions);
  }

  private Cli.Outcome mine(String out, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "mine",
                "" + rows,
                "-o",
                "" + folder.resolve(out),
                "--corpus",
                "" + corpus,
                "--embedder",
                "hashing",
                "-k3"));
    args.addAll(List.of(more));
    return Cli.run(args.toArray(String[]::new));
  }

  private Cli.Outcome build() {
    return Cli.run("ground", "build", "" + corpus, "--ground", "" + ground);
  }

  @Test
  void aGroundIsBuiltOnceAndMinedFrom() throws IOException {
    Cli.Outcome first = build();
    assertThat(first.code()).isEqualTo(ExitCode.OK);
    assertThat(first.out())
        .isEqualTo(
            String.format(
                Locale.ROOT, "%s: 300 passages, %.1f MB\n", ground, Files.size(ground) / 1e6));
    assertThat(build().out()).endsWith(" MB; it was there already\n");

    assertThat(mine("one.jsonl").code()).isEqualTo(ExitCode.OK);
    Cli.Outcome mined = mine("two.jsonl", "--ground", "" + ground);
    assertThat(mined.code()).isEqualTo(ExitCode.OK);
    assertThat(mined.out()).contains("ground: read, 300 passages in " + ground);
    assertThat(folder.resolve("two.jsonl")).hasSameBinaryContentAs(folder.resolve("one.jsonl"));
    assertThat(folder.resolve("two.jsonl.config.yml"))
        .content()
        .contains("ground: " + ground + "\n");

    Cli.Outcome explained =
        Cli.run("explain", "--config", "" + folder.resolve("two.jsonl.config.yml"), "--row", "2");
    Cli.Outcome without =
        Cli.run("explain", "--config", "" + folder.resolve("one.jsonl.config.yml"), "--row", "2");
    assertThat(explained.code()).isEqualTo(ExitCode.OK);
    assertThat(explained.out()).isEqualTo(without.out());
  }

  @Test
  void theHeldOutPartHasAGroundOfItsOwn() {
    assertThat(mine("one.jsonl", "--split", "val=0.3").code()).isEqualTo(ExitCode.OK);
    for (int run = 0; run < 2; run++) {
      Cli.Outcome mined = mine("two.jsonl", "--split", "val=0.3", "--ground", "" + ground);
      assertThat(mined.code()).isEqualTo(ExitCode.OK);
      assertThat(mined.out())
          .contains(folder.resolve("corpus.val.ground").toString())
          .contains(run == 0 ? "ground: built" : "ground: read")
          .doesNotContain("is built anew");
    }
    for (String part : List.of("", ".val")) {
      assertThat(folder.resolve("two" + part + ".jsonl"))
          .hasSameBinaryContentAs(folder.resolve("one" + part + ".jsonl"));
    }
    for (int row = 1; row < 9; row++) {
      Cli.Outcome explained =
          Cli.run(
              "explain",
              "--config",
              "" + folder.resolve("two.jsonl.config.yml"),
              "--row",
              "" + row);
      assertThat(explained.code()).isEqualTo(ExitCode.OK);
      assertThat(explained.err()).doesNotContain("built anew");
    }
  }

  @Test
  void noOutputTakesTheGroundsPlace() {
    Cli.Outcome outcome = mine("corpus.ground.jsonl", "--ground", "" + rows);
    assertThat(outcome.code()).isEqualTo(ExitCode.USAGE);
    assertThat(outcome.err())
        .contains("rows.jsonl is not a ground file: it is not a file that easyneg wrote. Give")
        .contains("--ground the name of a new file, or a folder.");
    assertThat(mine("corpus.jsonl", "--ground", "" + folder.resolve("corpus.jsonl")).code())
        .isEqualTo(ExitCode.USAGE);
    assertThat(Cli.run("ground", "build", "" + corpus, "--ground", "" + corpus).err())
        .isEqualTo("easyneg: --ground " + corpus + " is the corpus itself; name another file.\n");
  }

  @Test
  void whatIsMissingIsSaid() {
    assertThat(Cli.run("ground").err())
        .isEqualTo(
            "easyneg: build is missing; write it as in 'easyneg ground build corpus.jsonl --ground"
                + " passages.ground'.\neasyneg: see 'easyneg ground --help'.\n");
    assertThat(Cli.run("ground", "bild", "x").err())
        .isEqualTo(
            """
            easyneg: unknown command 'bild'; did you mean 'build'?
            easyneg: see 'easyneg ground --help'.
            """);
    assertThat(Cli.run("ground", "build", "x").err())
        .isEqualTo(
            """
            easyneg: --ground is missing; write it as in 'easyneg ground build --ground FILE'.
            easyneg: see 'easyneg ground build --help'.
            """);
    assertThat(Cli.run("ground", "build", "x", "--ground", "a", "--ground", "b").err())
        .isEqualTo(
            """
            easyneg: --ground is given twice; remove one.
            easyneg: see 'easyneg ground build --help'.
            """);
    assertThat(Cli.run("ground", "build", "" + folder.resolve("no"), "--ground", "g").code())
        .isEqualTo(ExitCode.ENVIRONMENT);
  }
}
