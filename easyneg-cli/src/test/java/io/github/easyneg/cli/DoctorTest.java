package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorTest {
  private static final String VIENNA =
      "Wien ist die Hauptstadt von Österreich und liegt an der Donau im Osten des Landes.";
  private static final String GRAZ = "Graz liegt an der Mur in der Steiermark.";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void soundDataAreSummedUp() {
    assertThat(doctor("" + Cli.SAMPLE, "-k", "3", "--limit", "1"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.OK,
                """
                sample.jsonl:1: note: no context answers the question; every line of this row will be a refusal.
                note          40  rows without a positive (the first 1 are shown)

                rows                   120  (80 with a positive, 40 without)
                contexts               279
                tokens                 longest passage 230; all-MiniLM-L6-v2 reads 256, and none is longer
                refusals to expect     87.5 % of the lines, with 3 easy negatives a row; a refusal ratio of 0.5 would even them out
                """,
                "easyneg: the model is all-MiniLM-L6-v2, which knows English; for other languages"
                    + " name a multilingual one with --model.\n"));
  }

  @Test
  void theMappingAndTheFirstRowsAreShownAsUnderstood() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("nq.json"),
            """
            [{"question": "Wo steht der Dom?", "answers": ["in Köln", "am Rhein"], "dataset": "nq",
              "positive_ctxs": [{"title": "Dom", "text": "Der Dom\\nsteht in Köln.", "passage_id": "7"}],
              "hard_negative_ctxs": [{"title": "", "text": "Ulm hat ein Münster."}]},
             {"question": "1?", "answers": [], "positive_ctxs": ["a"]},
             {"question": "2?", "answers": [], "positive_ctxs": ["b"]},
             {"question": "3?", "answers": [], "positive_ctxs": ["c"]}]
            """);
    assertThat(Cli.run("doctor", "" + file).out())
        .startsWith(
            """
            read as DPR: question=question, answer=answers, positives=positive_ctxs, negatives=hard_negative_ctxs
            nq.json:1
              question   Wo steht der Dom?
              answer     in Köln
              answer     am Rhein
              positive   Dom Der Dom steht in Köln. [7]
              negative   Ulm hat ein Münster.
              kept       dataset
            nq.json:4
              question   1?
              positive   a
            nq.json:5
              question   2?
              positive   b

            """);
  }

  @Test
  void whereThereIsNothingToSayThatIsSaid() throws IOException {
    finds(ExitCode.OK, write(row(0, "Was?", "Mur", GRAZ)), "nothing found\n");
  }

  @Test
  void brokenRowsAreErrorsAndTheRestIsReadOn() throws IOException {
    Path file =
        write(
            row(0, "Was?", "x", "a", "b"),
            row(4, "Was?", "x", "a", "b"),
            "{\"contexts\": [\"a\"], ",
            "{\"contexts\": \"a\"}",
            "[1, 2]",
            row(-1, "Wer?", "y", "c"));

    Cli.Outcome outcome = doctor("" + file);

    assertThat(outcome.code()).isEqualTo(ExitCode.DATA);
    assertThat(outcome.out())
        .startsWith(
            """
            rows.jsonl:2: error: positive_ctx_idx is 4 but contexts has 2 entries; use 0..1, or -1 for "no positive".
            rows.jsonl:3: error: this is not valid JSON:\
            """)
        .contains(
            """
            rows.jsonl:4: error: contexts must be an array of texts, found the text "a".
            rows.jsonl:5: error: a row must be an object, found an array; expected {"contexts", "question", "answer", "positive_ctx_idx"}.
            rows.jsonl:6: note: no context answers the question; every line of this row will be a refusal.
            error          4  rows that cannot be read
            """)
        .contains("rows                   2  (1 with a positive, 1 without)\n");
  }

  @Test
  void inAnArrayBrokenJsonEndsTheReading() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("rows.json"),
            "[\n" + row(9, "Was?", "x", "a") + ",\n" + row(0, "Wo?", "x", "a") + ",\n{,\n]\n");

    Cli.Outcome outcome = doctor("" + file);

    assertThat(outcome.code()).isEqualTo(ExitCode.DATA);
    assertThat(outcome.out())
        .startsWith(
            """
            rows.json:2: error: positive_ctx_idx is 9 but contexts has 1 entry; use 0, or -1 for "no positive".
            rows.json:4: error: this is not valid JSON:\
            """)
        .contains(
            "\nrows.json: error: what follows that was not read, because nothing says where the"
                + " next row begins; write one row a line to have all of them checked.\n")
        .contains("rows                   1  (1 with a positive, 0 without)\n");
  }

  @Test
  void anEmptyFileIsBroken() throws IOException {
    assertThat(doctor("" + write("")).out())
        .startsWith("rows.jsonl: error: there are no rows; expected at least one object ");
  }

  @Test
  void emptyTextsAreErrors() throws IOException {
    finds(
        ExitCode.DATA,
        write(row(0, " ", "x", "x", "")),
        """
        rows.jsonl:1: error: question is empty; write a text, or remove the row.
        rows.jsonl:1: error: contexts[1] is empty; write a text, or remove the row.
        error          2  empty texts
        """);
  }

  @Test
  void duplicateRowsAreNamedWithTheirTwin() throws IOException {
    finds(
        ExitCode.OK,
        write(row(0, "Was?", "a", "a"), "", row(0, "Was?", "a", "a")),
        """
        rows.jsonl:3: warning: the row is a duplicate of line 1; remove one of them.
        warning        1  duplicate rows
        """);
  }

  @Test
  void aQuestionHasOnePositiveAndOneAnswer() throws IOException {
    finds(
        ExitCode.OK,
        write(
            row(0, "Wo liegt es?", "Mur", GRAZ),
            row(0, "wo  LIEGT es?", "Donau", VIENNA),
            row(0, "Wo liegt es?", "Steiermark", GRAZ)),
        """
        rows.jsonl:2: warning: the question is that of line 1, with another positive; either is a wrong negative for the other row.
        rows.jsonl:3: warning: the question and the positive are those of line 1, with another answer; keep the better one.
        warning        2  same question, another positive or answer
        """);
  }

  @Test
  void repeatedContextsAreNamed() throws IOException {
    finds(
        ExitCode.OK,
        write(row(0, "Was?", "Mur", GRAZ, VIENNA, VIENNA)),
        """
        rows.jsonl:1: warning: contexts[2] is a duplicate of contexts[1]; remove one of them.
        warning        1  duplicate contexts in a row
        """);
  }

  @Test
  void passagesThatNearlyRepeatAnotherAreFoundAcrossFiles() throws IOException {
    Path first = write(row(0, "Was?", "Hauptstadt", GRAZ, VIENNA, "Hauptstadt ohne Fluss"));
    Path second =
        Files.writeString(
            folder.resolve("more.jsonl"),
            row(
                -1,
                "Wo?",
                "?",
                VIENNA.replace("Osten", "Süden"),
                "Etwas ganz anderes steht hier."));

    assertThat(doctor("" + first, "" + second).out())
        .contains(
            "more.jsonl:1: warning: contexts[0] is a near-duplicate of contexts[1] of rows.jsonl:1:"
                + " 87 % of their words are the same.\n")
        .contains("warning        1  near-duplicate passages\n");
  }

  @Test
  void answersInTheRowsOwnNegativesAreNamed() throws IOException {
    finds(
        ExitCode.OK,
        write(
            row(0, "Was ist Wien?", "die Hauptstadt", VIENNA, "Bern ist die Hauptstadt nicht."),
            row(0, "Woran liegt Graz?", "an der Mur", "Graz.", "Es liegt an der Mur.")),
        """
        rows.jsonl:1: warning: the answer is in contexts[1] too, which is not the positive; a model would be taught to refuse it.
        rows.jsonl:2: warning: the answer is in contexts[1] word for word, but not in the positive, contexts[0]; is the right one named?
        warning        1  answers that are in the row's own negatives
        warning        1  answers that are in a negative, not in the positive
        """);
  }

  @Test
  void soManyOfAKindArePrintedAndAllAreCounted() throws IOException {
    Path file = write(row(0, "Was?", "x", "x", "", "  ", ""));

    assertThat(doctor("" + file, "--limit", "2").out())
        .startsWith(
            """
            rows.jsonl:1: error: contexts[1] is empty; write a text, or remove the row.
            rows.jsonl:1: error: contexts[2] is empty; write a text, or remove the row.
            rows.jsonl:1: warning: contexts[3] is a duplicate of contexts[1]; remove one of them.
            error          3  empty texts (the first 2 are shown)
            """);
    assertThat(doctor("" + file, "--limit", "0").out()).contains("contexts[3] is empty");
  }

  @Test
  void aPassageThatTheDefaultModelReadsInPartIsNamedWithItsTokens() throws IOException {
    Path file = write(row(0, "Was?", "Mur", GRAZ + " word".repeat(300)));

    assertThat(doctor("" + file, "-q"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.OK,
                """
                rows.jsonl:1: warning: contexts[0] has 315 tokens, of which all-MiniLM-L6-v2 reads 256; the rest is truncated.
                warning        1  texts that the model truncates

                rows                   1  (1 with a positive, 0 without)
                contexts               1
                tokens                 longest passage 315; all-MiniLM-L6-v2 reads 256, and 1 of 1 are longer
                refusals to expect     50.0 % of the lines, with 1 easy negative a row
                """,
                ""));
  }

  @Test
  void theLimitIsTheOneThatWasAskedFor() throws IOException {
    assertThat(doctor("" + write(row(0, "Was?", "Mur", GRAZ)), "--max-tokens", "5").out())
        .startsWith("rows.jsonl:1: warning: contexts[0] has ")
        .contains(" tokens, of which all-MiniLM-L6-v2 reads 5; ");
  }

  @Test
  void aModelThatCountsNoTokensIsSaidToCountNone() {
    assertThat(doctor("" + Cli.SAMPLE, "--embedder", "hashing").out())
        .contains("tokens                 hashing does not count them\n");
  }

  @Test
  void whereThereIsNoPassageNoTokensAreCounted() throws IOException {
    assertThat(doctor("" + write("{}")).out())
        .contains("tokens                 there is no passage to count them of\n");
  }

  @ParameterizedTest
  @CsvSource({"--dpath, --map", "--resume, --device", "--map-vectors, --max-tokens"})
  void nothingIsKept(String option, String nearest) {
    assertThat(doctor("" + Cli.SAMPLE, option, "kept"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.USAGE,
                "",
                """
                easyneg: unknown option %s; did you mean %s?
                easyneg: see 'easyneg doctor --help'.
                """
                    .formatted(option, nearest)));
  }

  @Test
  void aMissingFileExitsWithThree() {
    assertThat(doctor("no.jsonl"))
        .isEqualTo(
            new Cli.Outcome(
                ExitCode.ENVIRONMENT,
                "",
                "easyneg: no.jsonl does not exist; give a .jsonl, .json, .parquet, .csv or .tsv"
                    + " file.\n"));
  }

  private static void finds(int code, Path file, String findings) {
    Cli.Outcome outcome = doctor("" + file);
    assertThat(outcome.out()).startsWith(findings + "\nrows ");
    assertThat(outcome.code()).isEqualTo(code);
  }

  private Path write(String... lines) throws IOException {
    return Files.write(folder.resolve("rows.jsonl"), java.util.List.of(lines));
  }

  private static String row(int positive, String question, String answer, String... contexts) {
    return "{\"contexts\": [\""
        + String.join("\", \"", contexts)
        + "\"], \"question\": \""
        + question
        + "\", \"answer\": \""
        + answer
        + "\", \"positive_ctx_idx\": "
        + positive
        + "}";
  }

  /**
   * Runs the doctor and leaves out how it says to have read the data, for the test that is about
   * it.
   */
  private static Cli.Outcome doctor(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "doctor";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Cli.Outcome outcome = Cli.run(all);
    return new Cli.Outcome(
        outcome.code(), outcome.out().replaceFirst("(?s)^read as .*?\n\n", ""), outcome.err());
  }
}
