package io.github.easyneg.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Rows as a file of JSON, which the command and Spark read alike: more passages than a background,
 * contexts that many rows share, the same question with several answers, rows without a positive,
 * two equal rows, and passages of the same words, whose ranks are tied.
 */
final class MadeRows {
  static final StructType SCHEMA =
      new StructType()
          .add("contexts", DataTypes.createArrayType(DataTypes.StringType))
          .add("question", DataTypes.StringType)
          .add("answer", DataTypes.StringType)
          .add("positive_ctx_idx", DataTypes.LongType);

  private static final String[] WORDS = {
    "Brücke", "Turm", "Fluss", "Berg", "Markt", "Schloss", "Garten", "Mühle", "Hafen", "Wald",
    "Kirche", "Museum", "Bahn", "See", "Tal", "Dorf", "Straße", "Haus", "Platz", "Tor", "Quelle",
    "Insel", "Burg", "Feld", "Wein", "Glocke", "Stein", "Pfad", "Wiese", "Ufer"
  };

  private long state = 42;

  private int below(int bound) {
    state = state * 6364136223846793005L + 1442695040888963407L;
    return (int) Long.remainderUnsigned(state >>> 33, bound);
  }

  private String words(int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      // Few words are frequent, as in any language.
      words.add(WORDS[Math.min(below(WORDS.length), below(WORDS.length))] + below(9));
    }
    return String.join(" ", words);
  }

  /** Writes rows to a file. */
  static Path write(Path file, int rows) {
    MadeRows made = new MadeRows();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rows; i++) {
      text.append(made.row(i)).append('\n');
    }
    // Two equal rows, and tied passages
    text.append(row(List.of("gleich gleich", "anders"), "Was ist gleich?", "gleich", 0));
    text.append('\n');
    text.append(row(List.of("gleich gleich", "anders"), "Was ist gleich?", "gleich", 0));
    text.append('\n');
    for (int i = 0; i < 20; i++) {
      text.append(
          row(
              List.of("Turm Turm Fluss" + " ".repeat(i), "Turm Fluss Turm" + ".".repeat(i)),
              "Wo steht der Turm?",
              "am Fluss",
              i % 3 - 1));
      text.append('\n');
    }
    try {
      return Files.writeString(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String row(int i) {
    List<String> contexts = new ArrayList<>();
    for (int c = 1 + below(3); c > 0; c--) {
      contexts.add("Ort " + below(1500) + ". " + new MadeRows().seeded(contexts.size() + i % 700));
    }
    String question = i % 11 == 0 ? "Wo liegt das?" : "Wo liegt " + words(3) + "?";
    return row(contexts, question, words(1 + below(2)), below(contexts.size() + 1) - 1);
  }

  private String seeded(int seed) {
    state += seed * 1_000_003L;
    return words(12 + seed % 9);
  }

  private static String row(List<String> contexts, String question, String answer, int positive) {
    return "{\"contexts\":[\""
        + String.join("\",\"", contexts)
        + "\"],\"question\":\""
        + question
        + "\",\"answer\":\""
        + answer
        + "\",\"positive_ctx_idx\":"
        + positive
        + "}";
  }

  /** Reads a file with Spark. */
  static Dataset<Row> read(SparkSession spark, Path file) {
    return spark.read().schema(SCHEMA).json(file.toString());
  }
}
