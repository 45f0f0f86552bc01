package io.github.easyneg.report;

import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Why one row got its negatives. {@link #toString} prints it.
 *
 * @param mined the row and its negatives
 * @param anchors the texts that the row was compared by
 * @param corpus how many passages there are
 * @param inPool how many of them lie in the (first) pool
 * @param outside how many lie outside it, by the first condition that they fail
 * @param rejections the candidates that were drawn and rejected, in the order of the draw; those of
 *     a {@link io.github.easyneg.mine.BatchGuard} after all others
 */
public record Explanation(
    MinedRow mined,
    List<String> anchors,
    int corpus,
    int inPool,
    Map<String, Integer> outside,
    List<Rejection> rejections) {

  /**
   * A candidate that was rejected.
   *
   * @param text the passage
   * @param guard the guard's name
   * @param cosine to the first anchor, in [-1, 1]
   * @param cosineQuantile in [0, 1]
   * @param lexicalQuantile in [0, 1]
   */
  public record Rejection(
      String text, String guard, double cosine, double cosineQuantile, double lexicalQuantile) {}

  /** Copies the parts. */
  public Explanation {
    anchors = List.copyOf(anchors);
    outside = Collections.unmodifiableMap(new LinkedHashMap<>(outside));
    rejections = List.copyOf(rejections);
  }

  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    out.append("row ").append(mined.number()).append(": ").append(mined.row().question());
    out.append("\n  answer: ").append(mined.row().answer().orElse("none")).append('\n');
    anchors.forEach(a -> out.append("  compared by: ").append(a).append('\n'));
    out.append("  pool: ").append(inPool).append(" of ").append(corpus).append(" passages\n");
    outside.forEach(
        (why, n) -> out.append("    outside by ").append(why).append(": ").append(n).append('\n'));
    rejections.forEach(
        r ->
            out.append(
                line(
                    "  rejected by " + r.guard(),
                    r.cosine(),
                    r.cosineQuantile(),
                    r.lexicalQuantile(),
                    r.text())));
    for (MinedNegative n : mined.negatives()) {
      out.append(
          line(
              "  drawn from " + n.pool() + probability(n) + distracting(n),
              n.cosine(),
              n.cosineQuantile(),
              n.lexicalQuantile(),
              n.passage().text()));
    }
    mined
        .shortfall()
        .ifPresent(
            s ->
                out.append("  short by ")
                    .append(s.missing())
                    .append(": ")
                    .append(s.reason().words())
                    .append('\n'));
    return out.toString();
  }

  private static String probability(MinedNegative negative) {
    return negative.probability().isEmpty()
        ? ""
        : String.format(Locale.ROOT, ", probability %.4f", negative.probability().getAsDouble());
  }

  private static String distracting(MinedNegative negative) {
    return negative.distracting().isEmpty()
        ? ""
        : String.format(
            Locale.ROOT, ", distracting effect %.3f", negative.distracting().getAsDouble());
  }

  private static String line(
      String what, double cosine, double cosineQuantile, double lexicalQuantile, String text) {
    String flat = text.replaceAll("\\s+", " ");
    return String.format(
        Locale.ROOT,
        "%s: cosine %.3f (quantile %.3f), words quantile %.3f\n    %s\n",
        what,
        cosine,
        cosineQuantile,
        lexicalQuantile,
        flat.length() > 100 ? flat.substring(0, 100) + "…" : flat);
  }
}
