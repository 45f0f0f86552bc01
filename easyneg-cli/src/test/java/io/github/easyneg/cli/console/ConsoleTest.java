package io.github.easyneg.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final Console console =
      new Console(InputStream.nullInputStream(), out, err, true, () -> 0);

  @Test
  void controlCharactersAreShownWhereverTheyArePrinted() {
    String hostile = "a\u001b[2J\u009b\u007f\u0007\r\u202eb\u2066c\tä\ud83d\ude00";

    console.out().print(hostile);
    console.out().println();
    console.say(hostile + "\neasyneg: all went well");

    String shown = "a\\u001b[2J\\u009b\\u007f\\u0007\\u000d\\u202eb\\u2066c\tä\ud83d\ude00";
    assertThat(out.toString()).isEqualTo(shown + System.lineSeparator());
    assertThat(err.toString())
        .isEqualTo("easyneg: " + shown + "\\u000aeasyneg: all went well" + System.lineSeparator());
  }

  @Test
  void whoLogsInAtAnAddressIsNotShown() {
    console.say(
        "https://user:geheim@host:81/a, 'hf:ftp://geheim@h', https:/u:g@h, a@b, http://h/@c");

    assertThat(err.toString())
        .isEqualTo(
            "easyneg: https://(hidden)@host:81/a, 'hf:ftp://(hidden)@h', https:/(hidden)@h, a@b,"
                + " http://h/@c"
                + System.lineSeparator());
  }

  @Test
  void aStackTraceShowsNeitherKeysNorWhoLogsIn() {
    Map<String, String> environment =
        Map.of("EASYNEG_JUDGE_KEY", "sk-geheim", "PGPASSWORD", "wort & so", "PATH", "/usr/bin");
    Console secretive =
        new Console(InputStream.nullInputStream(), out, err, false, () -> 0, environment);
    Throwable cause =
        new IllegalStateException(
            "401 from http://u:pw@host/: key sk-geheim, c2stZ2VoZWlt, wort+%26+so, wort & so");
    cause.addSuppressed(
        new IOException("Authorization: Bearer abc.def, token hf_abcdefghijklmnopqrst"));
    secretive.trace(
        new RuntimeException("jdbc:postgresql://u:pw@host/db?a=b&password=p123&x=y", cause));

    assertThat(err.toString())
        .doesNotContain("geheim", "pw@", "p123", "c2stZ2VoZWlt", "wort", "abc.def", "hf_abc")
        .contains(
            "java.lang.RuntimeException:"
                + " jdbc:postgresql://(hidden)@host/db?a=b&password=(hidden)&x=y",
            "Caused by: java.lang.IllegalStateException: 401 from http://(hidden)@host/: key (key),"
                + " (key), (key), (key)",
            "Suppressed: java.io.IOException: Authorization: Bearer (key), token (key)");
  }

  @Test
  void namesThatLookLikeKeysAndPasswordsThatAreWordsLeaveMessagesReadable() {
    Map<String, String> environment = Map.of("PGPASSWORD", "postgres", "HF_TOKEN", "a");
    Console console =
        new Console(InputStream.nullInputStream(), out, err, false, () -> 0, environment);

    console.say("hf_germanrag.jsonl, data/Basic FAQ.csv, postgresql://localhost:5432/postgres");
    console.trace(new IOException("hf_germanrag_questions.jsonl at a"));

    assertThat(err.toString())
        .startsWith(
            "easyneg: hf_germanrag.jsonl, data/Basic FAQ.csv, postgresql://localhost:5432/postgres"
                + System.lineSeparator()
                + "java.io.IOException: hf_germanrag_questions.jsonl at a");
  }

  @Test
  void aCarriageReturnIsObeyedBeforeALineFeedAlone() {
    console.out().print("a\r\nb\r");
    console.out().print("\nc\rd\r");
    console.out().flush();

    assertThat(out.toString()).isEqualTo("a\r\nb\r\nc\\u000dd\\u000d");
  }

  @Test
  void aLineThatIsDrawnAnewHoldsNoSequenceButOurOwn() {
    console.redraw("fetching \u001b]0;x\u0007 100 %");

    assertThat(err.toString())
        .isEqualTo("\r\u001b[K\u001b[?7lfetching \\u001b]0;x\\u0007 100 %\u001b[?7h");
  }

  @Test
  void theFirstReasonWhyResultsCannotBePrintedIsKept() {
    Writer full =
        new Writer() {
          private int writes;

          @Override
          public void write(char[] chars, int from, int length) throws IOException {
            throw new IOException("No space left on device " + ++writes);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Console broken = new Console(InputStream.nullInputStream(), full, err, true, () -> 0);
    assertThat(broken.lost()).isEmpty();

    broken.out().println("lost");
    broken.out().println("lost");
    broken.help().println("lost");

    assertThat(broken.lost()).contains("No space left on device 1");
  }
}
