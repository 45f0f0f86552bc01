package io.github.easyneg.view;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Audits that tests look at. */
final class Audits {
  /** What no page may obey. */
  static final String MARKUP = "<img src=x onerror=alert(1)><script>alert(2)</script>&amp;";

  private Audits() {}

  /** Three rows: one riskier than the first, one short of all its negatives. */
  static Path small(Path folder) throws IOException {
    return Files.writeString(
        folder.resolve("audit.jsonl"),
        row(1, "Wo steht der Dom?", negative("aa", "Das Münster steht in Ulm.", 0.4, 0.6))
            + row(
                2,
                "Wann war das? " + MARKUP,
                negative("bb", "Es war 1901. " + MARKUP, 0.9, 0.98)
                    + ","
                    + negative("aa", "Das Münster steht in Ulm.", 0.5, 0.3))
            + row(3, "Wer?", ""),
        StandardCharsets.UTF_8);
  }

  /** As many rows as are asked for, each with its own question and passage. */
  static Path large(Path folder, int rows) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 1; i <= rows; i++) {
      lines.append(
          row(
              i,
              "Frage " + i + "?",
              negative(
                  String.format(Locale.ROOT, "%032x", i % 97),
                  "Absatz " + i % 97,
                  i % 100 / 100.0,
                  i % 77 / 77.0)));
    }
    return Files.writeString(folder.resolve("large.jsonl"), lines);
  }

  private static String row(int number, String question, String negatives) {
    return "{\"row\":%d,\"contexts\":[\"Der Dom steht in Köln.\"],\"question\":\"%s\",\"answer\":\"in Köln\",\"positive_ctx_idx\":0,\"extra\":{},\"negatives\":[%s],\"rejected\":[{\"id\":\"cc\",\"text\":\"Köln am Rhein\",\"guard\":\"answer-bearing\",\"cosine_quantile\":0.8,\"lexical_quantile\":0.7}],\"missing\":%d,\"reason\":\"%s\"}\n"
        .formatted(
            number,
            question,
            negatives,
            negatives.isEmpty() ? 2 : 0,
            negatives.isEmpty() ? "POOL_TOO_SMALL" : "");
  }

  private static String negative(String id, String text, double cosine, double words) {
    return String.format(
        Locale.ROOT,
        "{\"id\":\"%s\",\"text\":\"%s\",\"pool\":\"easy\",\"cosine\":%s,\"cosine_quantile\":%s,\"lexical_quantile\":%s,\"frequency\":1,\"probability\":0.1,\"guards\":[\"answer-bearing\"]}",
        id,
        text,
        cosine,
        cosine,
        words);
  }
}
