package io.github.easyneg.langchain4j.internal.pgvector;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table as the server describes it.
 *
 * @param columns the types of its columns by name, as PostgreSQL writes them
 * @param comment the table's comment, where the model's name is kept
 * @param rows how many there are; counted only where the comment names no model
 */
record PgDescription(Map<String, String> columns, Optional<String> comment, long rows) {
  private static final String LABEL = "EasyNegatives: vectors of ";
  private static final Pattern VECTOR = Pattern.compile("vector\\((\\d+)\\)");

  /** Returns the comment of a table for a model. */
  static String label(String fingerprint) {
    return LABEL + fingerprint;
  }

  PgDescription withRows(long count) {
    return new PgDescription(columns, comment, count);
  }

  /** Returns the fingerprint of the model that it is for; empty if none is recorded. */
  Optional<String> fingerprint() {
    return comment
        .filter(text -> text.startsWith(LABEL))
        .map(text -> text.substring(LABEL.length()));
  }

  /** Returns the length of its vectors; empty if they are of another type. */
  private OptionalInt dimension() {
    Matcher vector = VECTOR.matcher(columns.getOrDefault("embedding", ""));
    return vector.matches()
        ? OptionalInt.of(Integer.parseInt(vector.group(1)))
        : OptionalInt.empty();
  }

  private boolean hasOurColumns() {
    return "uuid".equals(columns.get("embedding_id"))
        && "text".equals(columns.get("text"))
        && dimension().isPresent();
  }

  /** Tells whether it was created for such vectors, and is empty. */
  boolean mayBeAdopted(int wantedDimension) {
    return comment.isEmpty()
        && rows == 0
        && hasOurColumns()
        && dimension().getAsInt() == wantedDimension;
  }

  /**
   * Rejects a table whose vectors cannot be compared with this model's.
   *
   * @param name the table and its server, for messages
   * @throws IllegalStateException if columns, dimension or model differ, or it was not made by
   *     EasyNegatives
   */
  void require(String name, int wantedDimension, String wantedFingerprint) {
    if (!hasOurColumns()) {
      throw new IllegalStateException(
          name
              + " has other columns ("
              + PgFailures.line(words())
              + "); expected embedding_id uuid, embedding vector("
              + wantedDimension
              + "), text text. Use another table, which is made where there is none.");
    }
    int held = dimension().orElseThrow();
    if (held != wantedDimension) {
      throw new IllegalStateException(
          name
              + " holds "
              + held
              + "-dimension vectors; this embedder makes "
              + wantedDimension
              + ". Use another table, or the embedder that filled it.");
    }
    if (fingerprint().isEmpty()) {
      throw new IllegalStateException(
          name
              + " holds "
              + rows
              + (rows == 1 ? " row" : " rows")
              + " of an unknown model"
              + comment.map(text -> ", with the comment '" + PgFailures.line(text) + "'").orElse("")
              + "; EasyNegatives fills tables of its own. Use another table, or drop this one.");
    }
    if (!fingerprint().get().equals(wantedFingerprint)) {
      throw new IllegalStateException(
          name
              + " holds vectors of the model '"
              + PgFailures.line(fingerprint().get())
              + "'; this embedder is '"
              + wantedFingerprint
              + "'. Use another table, or the embedder that filled it.");
    }
  }

  private String words() {
    return String.join(
        ", ",
        columns.entrySet().stream().map(each -> each.getKey() + " " + each.getValue()).toList());
  }
}
