package io.github.easyneg.report.html;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Rows with all their contexts, those they came with and those that were mined. */
final class ExampleRows {
  private ExampleRows() {}

  static List<Map<String, Object>> of(List<MinedRow> rows) {
    return rows.stream().map(ExampleRows::example).toList();
  }

  private static Map<String, Object> example(MinedRow mined) {
    QaRow row = mined.row();
    List<Map<String, Object>> contexts = new ArrayList<>();
    Set<Integer> hardNegatives = Set.copyOf(row.hardNegatives());
    for (int i = 0; i < row.contexts().size(); i++) {
      contexts.add(
          hardNegatives.contains(i)
              ? context("hard", "hard negative", "", row.contexts().get(i))
              : context("positive", "positive", "", row.contexts().get(i)));
    }
    for (MinedNegative negative : mined.negatives()) {
      contexts.add(
          context(
              "mined", "mined: " + negative.pool(), measures(negative), negative.passage().text()));
    }
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("row", "Row " + Numbers.count(mined.number()));
    example.put("question", row.question());
    example.put("answer", row.answer().orElse("none"));
    example.put("contexts", contexts);
    example.put(
        "shortfall",
        mined
            .shortfall()
            .map(s -> "Short by " + s.missing() + ": " + s.reason().words() + ".")
            .orElse(""));
    return example;
  }

  private static Map<String, Object> context(
      String kind, String name, String measures, String text) {
    Map<String, Object> context = new LinkedHashMap<>();
    context.put("kind", kind);
    context.put("name", name);
    context.put("measures", measures);
    context.put("text", text);
    return context;
  }

  private static String measures(MinedNegative negative) {
    return String.format(
        Locale.ROOT,
        "cosine %s, above %s of the background; words in common: above %s%s",
        Numbers.three(negative.cosine()),
        share(negative.cosineQuantile()),
        share(negative.lexicalQuantile()),
        negative.distracting().isPresent()
            ? "; distracting effect " + Numbers.three(negative.distracting().getAsDouble())
            : "");
  }

  private static String share(double quantile) {
    return Numbers.percent(Math.round(quantile * 1000), 1000);
  }
}
