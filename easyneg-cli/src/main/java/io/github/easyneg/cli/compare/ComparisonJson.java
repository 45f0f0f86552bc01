package io.github.easyneg.cli.compare;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.easyneg.internal.json.JsonValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A comparison as one JSON object. */
public final class ComparisonJson {
  private ComparisonJson() {}

  /** Returns the object; field names are in snake case. */
  public static String of(Comparison comparison) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("a", subject(comparison.a()));
    fields.put("b", subject(comparison.b()));
    fields.put("settings", settings(comparison));
    fields.put("equal_negatives", comparison.equalNegatives());
    fields.put("equal_share", comparison.equalShare());
    fields.put("negatives_of_a", comparison.negativesOfA());
    fields.put("negatives_of_b", comparison.negativesOfB());
    fields.put("rows_in_both", comparison.rowsInBoth());
    fields.put("rows_only_in_a", comparison.rowsOnlyInA());
    fields.put("rows_only_in_b", comparison.rowsOnlyInB());
    fields.put("rows_with_other_negatives", comparison.partingRows());
    fields.put("rows", comparison.shownRows().stream().map(ComparisonJson::row).toList());
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonValues.generator(bytes)) {
      JsonGenerator unused = json.useDefaultPrettyPrinter();
      JsonValues.write(json, "comparison", fields);
    } catch (IOException e) {
      throw new UncheckedIOException("the comparison could not be turned into JSON", e);
    }
    return bytes.toString(StandardCharsets.UTF_8) + "\n";
  }

  private static Map<String, Object> subject(Subject subject) {
    Map<String, Object> figures = new LinkedHashMap<>();
    subject
        .figures()
        .forEach(
            (name, figure) -> figures.put(name.replace(" %", "").replaceAll("\\W+", "_"), figure));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", subject.name());
    fields.put("figures", figures);
    fields.put("rejected", subject.guards());
    return fields;
  }

  /** Returns null where one of the two does not hold its settings. */
  private static @Nullable Object settings(Comparison comparison) {
    if (!comparison.hasSettings()) {
      return null;
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    comparison.settings().forEach((name, values) -> settings.put(name, values));
    return settings;
  }

  private static Map<String, Object> row(Comparison.Parting row) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("row_in_a", row.rowInA());
    fields.put("row_in_b", row.rowInB());
    fields.put("question", row.question());
    fields.put("only_in_a", passages(row.onlyInA()));
    fields.put("only_in_b", passages(row.onlyInB()));
    return fields;
  }

  private static List<Map<String, Object>> passages(Map<String, String> texts) {
    List<Map<String, Object>> passages = new ArrayList<>();
    texts.forEach(
        (id, text) -> {
          Map<String, Object> fields = new LinkedHashMap<>();
          fields.put("id", id);
          fields.put("text", text);
          passages.add(fields);
        });
    return passages;
  }
}
