package io.github.easyneg.cli;

import io.github.easyneg.cli.console.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of an audit that cannot be converted. */
class AuditMessagesTest {
  private static final String LINE =
      """
      {"row":1,"contexts":["a"],"question":"q","answer":"a","positive_ctx_idx":0,"extra":{},\
      "negatives":[{"id":"i","text":"t","pool":"easy","cosine":0.5,"cosine_quantile":0.5,\
      "lexical_quantile":0.5,"frequency":1,"probability":0.5,"guards":["g"]}],"missing":0,"reason":""}
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "extra":{},                | `` | extra is missing; give an audit of mined rows.
          "question":"q"             | "question":5  | question must be a text, found 5.
          "row":1                    | "row":"x"     | row must be a number, found the text "x".
          "row":1                    | "row":null    | row must be a number, found null.
          "extra":{}                 | "extra":[]    | extra must be an object, found an array.
          "guards":["g"]             | "guards":"g"  | negatives[0].guards must be an array, found the text "g".
          "guards":["g"]             | "guards":[{}] | negatives[0].guards[0] must be a text, found an object.
          "missing":0,"reason":""    | "missing":1,"reason":"x" | reason is "x"; expected one of [POOL_TOO_SMALL, REJECTED_BY_GUARDS, REUSED_TOO_OFTEN, NO_VECTOR].
          """)
  void aBadLineIsNamed(String there, String instead, String message) throws IOException {
    Path audit = Files.writeString(folder.resolve("audit.jsonl"), LINE.replace(there, instead));

    convert("" + audit, ExitCode.DATA, "audit.jsonl:1: " + message);
  }

  @Test
  void theAuditMustBeThere() {
    convert(
        "DIR/no.jsonl",
        ExitCode.ENVIRONMENT,
        "DIR/no.jsonl does not exist; name the file that 'easyneg mine --audit' wrote.");
    convert(
        "DIR",
        ExitCode.ENVIRONMENT,
        "DIR is a folder; name the file that 'easyneg mine --audit' wrote.");
  }

  private void convert(String audit, int code, String message) {
    Messages.assertRun(
        folder, "convert " + audit + " --format axolotl --out DIR/train.jsonl", code, message);
  }
}
