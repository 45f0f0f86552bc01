package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.easyneg.Conversion;
import io.github.easyneg.cli.console.Console;
import io.github.easyneg.cli.console.ExitCode;
import io.github.easyneg.cli.console.Interruption;
import io.github.easyneg.data.Passage;
import io.github.easyneg.format.CorpusFormat;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.mine.MinedRow;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where the place of a file changes while a run is on its way to it. */
class MeanwhileTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  /** Something that others do to the files of a run. */
  private interface Deed {
    void run() throws IOException;
  }

  @BeforeEach
  void requireUnix() {
    assumeTrue(Files.exists(Path.of("/dev/null")), "needs the words of Unix for what fails");
  }

  @Test
  void whereTheTrainingDataCannotAppearTheFilesThatHadAreNamed() throws IOException {
    Cli.Outcome outcome =
        mineAll(() -> Files.createDirectories(out("train.jsonl").resolve("something")));

    assertThat(outcome)
        .isEqualTo(
            failure(
                out("train.jsonl")
                    + " could not be written: Is a directory; write elsewhere, or check the"
                    + " disk. Nothing of it was left behind. Written before it, and whole: "
                    + out("ft.yml")
                    + ", "
                    + out("train.jsonl.config.yml")
                    + ", "
                    + out("report/report.json")
                    + ", "
                    + out("report/report.html")
                    + ", "
                    + out("audit.jsonl")
                    + "."));
    assertThat(files())
        .containsExactly(
            "audit.jsonl",
            "ft.yml",
            "report",
            "report/report.html",
            "report/report.json",
            "train.jsonl",
            "train.jsonl.config.yml",
            "train.jsonl/something");
  }

  @Test
  void whereTheReportCannotAppearTheTrainingDataOfTheRunBeforeStay() throws IOException {
    Files.createDirectories(out(""));
    Path before = Files.writeString(out("train.jsonl"), "before");

    Cli.Outcome outcome = mineAll(() -> Files.createDirectories(out("report/report.html")));

    assertThat(outcome)
        .isEqualTo(
            failure(
                out("report/report.html")
                    + " could not be written: Is a directory; write elsewhere, or check the"
                    + " disk. Nothing of it was left behind. Written before it, and whole: "
                    + out("ft.yml")
                    + ", "
                    + out("train.jsonl.config.yml")
                    + ", "
                    + out("report/report.json")
                    + "."));
    assertThat(before).hasContent("before");
    assertThat(files())
        .containsExactly(
            "ft.yml",
            "report",
            "report/report.html",
            "report/report.json",
            "train.jsonl",
            "train.jsonl.config.yml");
  }

  @Test
  void aReportFolderThatIsGoneIsNamed() throws IOException {
    Cli.Outcome outcome = mineAll(() -> delete(out("report")));

    assertThat(outcome)
        .isEqualTo(
            failure(
                out("report/report.json")
                    + " could not be written: its folder is gone; write elsewhere, or check"
                    + " the disk. Nothing of it was left behind. Written before it, and"
                    + " whole: "
                    + out("ft.yml")
                    + ", "
                    + out("train.jsonl.config.yml")
                    + "."));
    assertThat(files()).containsExactly("ft.yml", "train.jsonl.config.yml");
  }

  @Test
  void aFileInPlaceOfTheReportFolderLeavesNothingHidden() throws IOException {
    Cli.Outcome outcome =
        mineAll(
            () -> {
              delete(out("report"));
              Files.writeString(out("report"), "a file");
            });

    assertThat(outcome)
        .isEqualTo(
            failure(
                out("report/report.json")
                    + " could not be written: Not a directory; write elsewhere, or check the"
                    + " disk. Nothing of it was left behind. Written before it, and whole: "
                    + out("ft.yml")
                    + ", "
                    + out("train.jsonl.config.yml")
                    + "."));
    assertThat(files()).containsExactly("ft.yml", "report", "train.jsonl.config.yml");
  }

  /** The page is longer than the shell lets files grow; the training data are not. */
  @Test
  void aReportThatTheDiskDoesNotTakeLeavesNothing() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs a shell that can limit files");
    Path rows =
        Files.write(folder.resolve("rows.jsonl"), Files.readAllLines(Cli.SAMPLE).subList(0, 10));
    Files.createDirectories(out(""));
    Path printed = folder.resolve("printed");

    try (CommandProcess process =
        CommandProcess.startAs(
            List.of("/bin/bash", "-c", "ulimit -f 64; exec \"$@\"", "bash"),
            printed,
            "mine",
            "" + rows,
            "--embedder",
            "hashing",
            "-q",
            "--out",
            "" + out("train.jsonl"),
            "--report",
            "" + out("report"))) {
      assertThat(process.finish()).as(process.printed()).isEqualTo(ExitCode.ENVIRONMENT);
      assertThat(process.printed())
          .isEqualTo(
              "easyneg: "
                  + out("report/report.html")
                  + " could not be written: File too large; write elsewhere, or check the"
                  + " disk. Nothing of it was left behind.\n");
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void whereConvertedRecordsCannotAppearThePassagesThatHadAreNamed() throws IOException {
    Path out = folder.resolve("t.jsonl");
    Path audit = folder.resolve("audit.jsonl");
    Cli.mine(folder.resolve("mined.jsonl"), "--audit", "" + audit, "-q");
    CorpusFormat tevatron = OutputFormats.tevatron();
    CorpusFormat meanwhile =
        new CorpusFormat() {
          @Override
          public String name() {
            return tevatron.name();
          }

          @Override
          public OutputRecord corpusRecord(Passage passage) {
            return tevatron.corpusRecord(passage);
          }

          @Override
          public List<OutputRecord> records(MinedRow row, Labels labels) {
            try {
              Path unused = Files.createDirectories(out.resolve("something"));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return tevatron.records(row, labels);
          }
        };

    assertThatThrownBy(() -> Conversion.of(audit).write(meanwhile, out))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            out
                + " could not be written: Is a directory; write elsewhere, or check the"
                + " disk. Nothing of it was left behind. Written before it, and whole: "
                + folder.resolve("t.corpus.jsonl")
                + ".");
  }

  /** Mines, with something done to the files when all are begun and none has appeared. */
  private Cli.Outcome mineAll(Deed deed) throws IOException {
    Files.createDirectories(out(""));
    StringWriter err =
        new StringWriter() {
          private boolean done;

          @Override
          public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (!done && text.startsWith("mining and writing")) {
              done = true;
              try {
                deed.run();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          }
        };
    StringWriter out = new StringWriter();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            false,
            () -> 0);
    int code =
        Easyneg.run(
            console,
            Interruption.none(),
            "mine",
            "" + Cli.SAMPLE,
            "--embedder",
            "hashing",
            "--out",
            "" + out("train.jsonl"),
            "--audit",
            "" + out("audit.jsonl"),
            "--ft-config",
            "" + out("ft.yml"),
            "--report",
            "" + out("report"));
    String said = err.toString();
    return new Cli.Outcome(code, out.toString(), said.substring(said.indexOf("easyneg: ")));
  }

  private static Cli.Outcome failure(String message) {
    return new Cli.Outcome(ExitCode.ENVIRONMENT, "", "easyneg: " + message + "\n");
  }

  private Path out(String name) {
    return folder.resolve("out").resolve(name);
  }

  /** Returns all that is in the folder, hidden files too. */
  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(out(""))) {
      return all.skip(1).map(out("")::relativize).map(Path::toString).sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> walked = Files.walk(folder)) {
      walked.sorted(Comparator.reverseOrder()).forEach(all::add);
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
