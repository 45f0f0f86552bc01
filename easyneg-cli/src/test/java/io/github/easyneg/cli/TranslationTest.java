package io.github.easyneg.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.easyneg.cli.console.Translation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TranslationTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          lower sampleK.                       | lower -k.
          raise maxReuse to 5 or more          | raise --max-reuse to 5 or more
          auditTo(..) names the output         | --audit names the output
          auditTo(a/b.jsonl) names the output  | --audit a/b.jsonl names the output
          sampleK(21) exceeds candidates(ranks(10, 12)) | -k 21 exceeds --pool ranks:10-12
          device("cuda") needs, use device("cpu") | --device cuda needs, use --device cpu
          tenant('') is blank                  | --chroma-tenant is blank
          the URL given to ChromaIndex.at(..)  | the URL given to --chroma-url
          allow more with BadRows.skip(..)     | allow more with --max-rejects
          background is 0; use 1 or more.      | --background is 0; use 1 or more.
          """)
  void callsBecomeOptions(String library, String command) {
    assertThat(Translation.of(library)).isEqualTo(command);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          half of the background does
          the background is large
          found the text "sampleK(3) and \\" maxReuse"
          sampleK.jsonl does not exist
          data/sampleK/rows does not exist
          the guard same-title(3)
          """)
  void whatIsNoCallStays(String message) {
    assertThat(Translation.of(message)).isEqualTo(message);
  }

  /** The page names for each call of the recipe the option that stands for it. */
  @Test
  void itSaysWhatThePageOfOptionsSays() throws IOException {
    Pattern line = Pattern.compile("\\| `(\\w+)\\([^`]*\\)` \\| `(-[\\w-]+)[ `].*");
    List<String> calls = new ArrayList<>();
    for (String text : Files.readAllLines(Path.of("../docs/reference/options.md"))) {
      Matcher parts = line.matcher(text);
      if (parts.matches()) {
        calls.add(parts.group(1));
        assertThat(Translation.of("leave out " + parts.group(1) + "(..)."))
            .isEqualTo("leave out " + parts.group(2) + ".");
      }
    }
    assertThat(calls).contains("sampleK", "vectorsIn").hasSizeGreaterThan(18);
  }
}
