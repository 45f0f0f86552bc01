package io.github.easyneg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.fixture.Jobs;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.report.MiningReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prompts, system messages and refusals, and the language that nobody chose. */
class WordingTest {
  private static final String GERMAN = "Wo ist der Dom?";
  private static final String ENGLISH = "Where is the cathedral?";
  private static final String UNKNOWN = "xyzzy plugh";

  private final Path out;

  WordingTest(@TempDir Path folder) {
    this.out = folder.resolve("out.jsonl");
  }

  private static EasyNegatives recipe(String question) {
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rows.add(QaRow.of(List.of("own"), question + " " + i, "answer", 0));
    }
    return Jobs.all(rows, "a", "b", "own");
  }

  private String note(String question, OutputFormat format) {
    MiningReport report = recipe(question).write(format, out);
    return String.join(
        "\n", report.notes().stream().filter(note -> note.contains("question")).toList());
  }

  @Test
  void thePromptIsLabelledInTheLanguageOfTheQuestions() throws IOException {
    assertThat(note(GERMAN, OutputFormats.chat()))
        .isEqualTo(
            "the questions are in German, so the prompt is \"Kontext: {context}\\nFrage:"
                + " {question}\"; set another with --prompt (in Java: prompt).");
    assertThat(Files.readString(out)).contains("Kontext: own\\nFrage: Wo ist der Dom? 0");
    assertThat(note(ENGLISH, OutputFormats.chat()))
        .isEqualTo(
            "the questions are in English, so the refusal is \"The given context does not contain"
                + " an answer.\"; set another with --no-answer (in Java: refusal).");
    assertThat(Files.readString(out)).contains("Context: own\\nQuestion: Where");
  }

  @Test
  void aLanguageThatIsNotRecognisedIsSaid() {
    assertThat(note(UNKNOWN, OutputFormats.axolotl()))
        .isEqualTo(
            "the language of the questions was not recognised, so the refusal is German: \"Bei dem"
                + " gegebenen Kontext ist keine Antwort möglich.\"; set another with --no-answer"
                + " (in Java: refusal).");
    assertThat(note(UNKNOWN, OutputFormats.chat()))
        .isEqualTo(
            "the language of the questions was not recognised, so the refusal is German: \"Bei dem"
                + " gegebenen Kontext ist keine Antwort möglich.\", and the prompt is \"Context:"
                + " {context}\\nQuestion: {question}\"; set others with --no-answer and"
                + " --prompt (in Java: refusal and prompt).");
  }

  @Test
  void nothingIsSaidWhereAFormatHasNoSuchWordsOrTheyWereChosen() {
    assertThat(note(UNKNOWN, OutputFormats.triplet())).isEmpty();
    assertThat(note(GERMAN, OutputFormats.axolotl())).isEmpty();
    MiningReport report =
        recipe(UNKNOWN)
            .refusal("No.")
            .prompt("{context} {question}")
            .write(OutputFormats.chat(), out);
    assertThat(report.notes()).noneMatch(note -> note.contains("question"));
  }

  @Test
  void promptAndSystemMessageArePartOfDescriptionAndChecksum() {
    EasyNegatives plain = recipe(GERMAN);
    EasyNegatives other = plain.prompt("T: {context}\nF: {question}").system("Sei knapp.");
    assertThat(plain.describe())
        .contains("prompt         in the language of the questions\n", "system         none\n");
    assertThat(other.describe())
        .contains("prompt         T: {context}\\nF: {question}\n", "system         Sei knapp.\n");
    assertThat(checksum(other))
        .isNotEqualTo(checksum(plain))
        .isNotEqualTo(checksum(plain.prompt("T: {context}\nF: {question}")));
  }

  private String checksum(EasyNegatives recipe) {
    return String.valueOf(
        recipe.write(OutputFormats.chat(), out).provenance().get("settings checksum"));
  }

  @Test
  void aBlankSystemMessageIsRefused() {
    assertThatThrownBy(() -> recipe(GERMAN).system(" \n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("system is blank; give the system message, or leave it out.");
  }

  @Test
  void anAuditBecomesAnotherFormatWithoutMiningAgain() throws IOException {
    Path audit = out.resolveSibling("audit.jsonl");
    Path expected = out.resolveSibling("expected.jsonl");
    EasyNegatives recipe = recipe(GERMAN).sampleK(2).refusal("Nein.", "Weiß nicht.").seed(7);
    MiningReport unused = recipe.auditTo(audit).toAxolotl(out);
    MiningReport mined =
        recipe.system("Sei knapp.").refusalRatio(0.5).write(OutputFormats.chat(), expected);

    Conversion.Result result =
        Conversion.of(audit)
            .refusal("Nein.", "Weiß nicht.")
            .system("Sei knapp.")
            .refusalRatio(0.5)
            .seed(7)
            .write(OutputFormats.chat(), out);

    assertThat(out).hasSameTextualContentAs(expected);
    assertThat(result.rows()).isEqualTo(mined.rows().read());
    assertThat(result.lines()).isEqualTo(mined.lines());
    assertThat(result.note()).isPresent();
    assertThatThrownBy(() -> Conversion.of(audit).write(OutputFormats.chat(), audit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(audit + " is the audit; write to another file, so that it stays as it is.");
  }
}
