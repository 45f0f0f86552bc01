package io.github.easyneg.cli;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of a row that is not as expected. */
class RowMessagesTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                                          | contexts is missing; a row is {"contexts", "question", "answer", "positive_ctx_idx"}.
          {"contexts": ["a"]}                                                         | question is missing; a row is {"contexts", "question", "answer", "positive_ctx_idx"}.
          {"contexts": ["a"], "question": "q"}                                        | positive_ctx_idx is missing; a row is {"contexts", "question", "answer", "positive_ctx_idx"}, with -1 for "no positive".
          {"contexts": ["a"], "question": "q", "answer": "a"}                         | positive_ctx_idx is missing; a row is {"contexts", "question", "answer", "positive_ctx_idx"}, with -1 for "no positive".
          {"contexts": [], "question": "q", "answer": "a", "positive_ctx_idx": -1}    | contexts is empty; a row needs at least one context.
          {"contexts": "a"}                                                           | contexts must be an array of texts, found the text "a".
          {"contexts": ["a", 5]}                                                      | contexts[1] must be a text, found the number 5.
          {"question": ["q"]}                                                         | question must be a text, found an array.
          {"answer": {"text": "a"}}                                                   | answer.text must be an array of texts, found the text "a".
          {"answer": true}                                                            | answer must be a text, found true.
          {"positive_ctx_idx": "0"}                                                   | positive_ctx_idx must be a whole number, found the text "0"; use the index of the context that answers the question, or -1 for "no positive".
          {"positive_ctx_idx": 99999999999}                                           | positive_ctx_idx is 99999999999, which no row has as many contexts for; use the index of the context that answers the question, or -1 for "no positive".
          {"contexts": ["a"], "question": "q", "answer": "a", "positive_ctx_idx": 1}  | positive_ctx_idx is 1 but contexts has 1 entry; use 0, or -1 for "no positive".
          {"contexts": ["a", "b"], "question": "q", "answer": "a", "positive_ctx_idx": -2} | positive_ctx_idx is -2 but contexts has 2 entries; use 0..1, or -1 for "no positive".
          [[1]]                                                                       | a row must be an object, found an array; expected {"contexts", "question", "answer", "positive_ctx_idx"}.
          5                                                                           | a row must be an object, found the number 5; expected {"contexts", "question", "answer", "positive_ctx_idx"}.
          [] {}                                                                       | something follows the array of rows, found an object; a file holds one array, or rows one after the other.
          q,a                                                                         | this is not valid JSON: Unrecognized token 'q': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false'). Repair or remove the line.
          """)
  void aBadRowIsNamedByItsLine(String row, String message) throws IOException {
    Path rows = Files.writeString(folder.resolve("rows.json"), row);

    Messages.assertMining(folder, "" + rows, ExitCode.DATA, "rows.json:1: " + message);
  }

  @Test
  void halfACharacterIsRefused() throws IOException {
    Path rows =
        Files.writeString(
            folder.resolve("rows.jsonl"),
            """
            {"contexts": ["a", "\\ud800"], "question": "q", "answer": "a", "positive_ctx_idx": 0}
            """);

    Messages.assertMining(
        folder,
        "" + rows,
        ExitCode.DATA,
        "rows.jsonl:1: contexts[1] holds an unpaired surrogate \\ud800 at position 0, which UTF-8"
            + " cannot carry; repair or remove the character.");
  }

  @Test
  void theRejectsOfARunThatStopsNameTheirLimit() throws IOException {
    Path rows = Files.writeString(folder.resolve("rows.jsonl"), "{}\n{}\n{}\n");

    Messages.assertMining(
        folder,
        rows + " --rejects DIR/rejects.jsonl --max-rejects 1",
        ExitCode.DATA,
        "rows.jsonl:2: contexts is missing; a row is {\"contexts\", \"question\", \"answer\","
            + " \"positive_ctx_idx\"}. This is bad row number 2, and 1 may be skipped;"
            + " DIR/rejects.jsonl lists them: repair the data, or allow more with --max-rejects.");
  }
}
