package io.github.easyneg.report.html;

import io.github.easyneg.EasyNegatives;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.Embedding;
import io.github.easyneg.embed.EmbeddingProvider;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.embed.TextRole;
import io.github.easyneg.report.MiningReport;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;

/** Reports to make pages of, of made-up data sets that were really mined. */
final class Reports {
  /** What would run, or show an image, if a browser took it for markup. */
  static final String HOSTILE =
      "</script><img src=x"
          + " onerror=\"hacked=1\"><script>hacked=1</script><!--<script>&lt;\u2028\u2029'\"@data@";

  private static final List<String> WORDS =
      List.of(
          "Fluss",
          "Brücke",
          "Turm",
          "Kirche",
          "König",
          "Schlacht",
          "Vertrag",
          "Insel",
          "Hafen",
          "Zug",
          "Straße",
          "Maler",
          "Buch",
          "Stern",
          "Planet",
          "Wald",
          "Vogel",
          "Fisch",
          "Baum");

  private Reports() {}

  /**
   * Returns the report of a usual run: rows with and without a positive, tokens, truncated texts.
   */
  static MiningReport usual(java.nio.file.Path output) {
    return EasyNegatives.from(dataset("made up.jsonl", rows("")))
        .embedWith(new Counting())
        .sampleK(3)
        .seed(7)
        .threads(2)
        .toAxolotl(output);
  }

  /** Returns the report of a run in which every text, and the data set's name, would be markup. */
  static MiningReport hostile() {
    return EasyNegatives.from(dataset(HOSTILE, rows(HOSTILE)))
        .embedWith(new Counting())
        .sampleK(3)
        .refusal(HOSTILE)
        .threads(2)
        .forEach(row -> {});
  }

  /**
   * Returns the report of a run that has next to nothing to tell: one row without a positive and
   * without another row to take negatives from, no lines, no tokens.
   */
  static MiningReport meagre() {
    return EasyNegatives.from(
            dataset(
                "one", List.of(QaRow.withoutPositive(List.of("a context"), "why?", "no answer"))))
        .embedWith(HashingEmbedder.defaults())
        .threads(1)
        .forEach(row -> {});
  }

  private static List<QaRow> rows(String tail) {
    Random random = new Random(11);
    List<QaRow> rows = new ArrayList<>();
    for (int i = 0; i < 240; i++) {
      String topic = WORDS.get(random.nextInt(WORDS.size())) + " " + i % 90;
      String positive = topic + "\n" + sentence(random, 12 + random.nextInt(160)) + tail;
      String other = topic + "\n" + sentence(random, 12 + random.nextInt(60)) + tail;
      String question = "Was ist über " + topic + " bekannt, Nummer " + i + "?" + tail;
      String answer = topic + ": " + sentence(random, 6) + tail;
      rows.add(
          i % 4 == 0
              ? QaRow.withoutPositive(List.of(other), question, "Das steht hier nicht." + tail)
              : QaRow.of(List.of(other, positive), question, answer, 1));
    }
    return rows;
  }

  private static String sentence(Random random, int words) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(WORDS.get(random.nextInt(WORDS.size()))).append(i == words - 1 ? "." : " ");
    }
    return text.toString();
  }

  private static Dataset dataset(String name, List<QaRow> rows) {
    return new Dataset() {
      @Override
      public Stream<QaRow> rows() {
        return rows.stream();
      }

      @Override
      public String name() {
        return name;
      }
    };
  }

  /** Takes words for tokens, and reads 128 of them. */
  private static final class Counting implements EmbeddingProvider {
    private final HashingEmbedder vectors = HashingEmbedder.ofDimension(64);

    @Override
    public int dimension() {
      return vectors.dimension();
    }

    @Override
    public String fingerprint() {
      return "hashed words, sha256 5f2c";
    }

    @Override
    public List<Embedding> embed(List<String> texts, TextRole role) {
      List<Embedding> embeddings = new ArrayList<>();
      List<Embedding> plain = vectors.embed(texts, role);
      for (int i = 0; i < texts.size(); i++) {
        int words = texts.get(i).split("\\s+").length;
        embeddings.add(new Embedding(plain.get(i).vector(), OptionalInt.of(words), words > 128));
      }
      return embeddings;
    }
  }
}
