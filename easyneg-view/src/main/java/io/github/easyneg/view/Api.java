package io.github.easyneg.view;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.github.easyneg.internal.json.JsonRecord;
import io.github.easyneg.internal.json.JsonValues;
import io.github.easyneg.mine.Marks;
import io.github.easyneg.view.Columns.Column;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The page's requests and responses, as JSON. Thread-safe. */
final class Api {
  /** Rows on one page. */
  static final int PAGE = 20;

  private static final int MOST_USED = 50;
  private static final JsonFactory JSON = new JsonFactory();

  private final Path audit;
  private final AuditIndex index;
  private final MarkBook marks;
  private final TextSearch search;

  Api(Path audit, AuditIndex index, MarkBook marks) {
    this.audit = audit;
    this.index = index;
    this.marks = marks;
    this.search = new TextSearch(index.rows());
  }

  /** Returns what does not change while the page is open: names, sizes, histograms. */
  byte[] summary() {
    Columns columns = index.columns();
    Map<String, Object> histograms = new LinkedHashMap<>();
    for (Column column : Column.values()) {
      float[] values = new float[columns.size()];
      for (int n = 0; n < values.length; n++) {
        values[n] = columns.value(column, n);
      }
      histograms.put(
          column.key(),
          switch (column) {
            case COSINE_QUANTILE, LEXICAL_QUANTILE -> NegativeHistogram.ofQuantiles(values);
            case LENGTH -> NegativeHistogram.of(values, index.contextLengths());
            default -> NegativeHistogram.of(values, new int[0]);
          });
    }
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("audit", String.valueOf(audit.getFileName()));
    summary.put("rows", index.rows().size());
    summary.put("negatives", columns.size());
    summary.put("passages", index.passages());
    summary.put("marks", marks.count());
    summary.put("pools", index.pools());
    summary.put("guards", index.guards());
    summary.put("histograms", histograms);
    return json(summary);
  }

  /** Returns the passages that are negatives of the most rows. */
  byte[] mostUsed() {
    List<Map<String, Object>> used =
        IntStream.range(0, index.passages())
            .boxed()
            .sorted((a, b) -> Integer.compare(index.uses(b), index.uses(a)))
            .limit(MOST_USED)
            .map(
                passage -> {
                  int negative = index.firstUse(passage);
                  Map<?, ?> found = negative(negative);
                  Map<String, Object> fields = new LinkedHashMap<>();
                  fields.put("uses", index.uses(passage));
                  fields.put("id", String.valueOf(found.get("id")));
                  fields.put("text", String.valueOf(found.get("text")));
                  return fields;
                })
            .toList();
    return json(Map.of("passages", used));
  }

  /**
   * Returns a page of rows, each as the audit has it, with what is known of its negatives.
   *
   * @throws IllegalArgumentException if a parameter is not as expected
   */
  byte[] rows(Map<String, String> parameters) {
    RowQuery query = RowQuery.of(parameters);
    int page = Math.max(0, Integer.parseInt(parameters.getOrDefault("page", "0")));
    BitSet texts = query.text().isEmpty() ? new BitSet() : search.rowsWith(query.text());
    int[] found =
        query.rows(
            index, texts::get, n -> marks.of(index.question(index.rowOf(n)), index.passageId(n)));
    List<Map<String, Object>> shown = new ArrayList<>();
    for (int i = page * PAGE; i < Math.min(found.length, (page + 1) * PAGE); i++) {
      shown.add(shown(found[i]));
    }
    return json(Map.of("total", found.length, "page", page, "pageSize", PAGE, "rows", shown));
  }

  private Map<String, Object> shown(int place) {
    Map<String, Object> row = new LinkedHashMap<>(row(place));
    List<Map<String, Object>> known = new ArrayList<>();
    List<?> negatives = (List<?>) row.getOrDefault("negatives", List.of());
    for (int i = 0; i < negatives.size(); i++) {
      int n = index.firstNegative(place) + i;
      Map<String, Object> numbers = new LinkedHashMap<>();
      numbers.put("risk", (double) index.columns().risk(n));
      numbers.put("reuse", index.uses(index.columns().passage(n)));
      numbers.put(
          "mark",
          marks
              .of(String.valueOf(row.get("question")), String.valueOf(negative(row, i).get("id")))
              .map(Marks.Verdict::word)
              .orElse(""));
      known.add(numbers);
    }
    row.put("known", known);
    return row;
  }

  private Map<?, ?> negative(int n) {
    int row = index.rowOf(n);
    return negative(row(row), n - index.firstNegative(row));
  }

  private static Map<?, ?> negative(Map<?, ?> row, int place) {
    return row.get("negatives") instanceof List<?> all && all.get(place) instanceof Map<?, ?> one
        ? one
        : Map.of();
  }

  @SuppressWarnings("unchecked") // the store holds objects alone
  private Map<String, Object> row(int place) {
    try (JsonParser parser = JSON.createParser(index.rows().json(place))) {
      if (parser.nextToken() != null && JsonRecord.value(parser) instanceof Map<?, ?> row) {
        return (Map<String, Object>) row;
      }
      throw new AssertionError("row " + place + " is not an object");
    } catch (IOException e) {
      throw new AssertionError("the store's JSON is our own", e);
    }
  }

  /**
   * Sets or removes a mark, which is on the disk when this returns.
   *
   * @param body {@code question}, {@code passage}, {@code text} and {@code mark}, a verdict's word
   *     or an empty text
   * @throws IllegalArgumentException if it is not as expected
   */
  byte[] mark(byte[] body) {
    Map<?, ?> fields;
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() == null || !(JsonRecord.value(parser) instanceof Map<?, ?> object)) {
        throw new IllegalArgumentException("a mark must be an object.");
      }
      fields = object;
    } catch (IOException e) {
      throw new IllegalArgumentException("a mark must be JSON.", e);
    }
    String question = text(fields, "question");
    String passage = text(fields, "passage");
    String word = text(fields, "mark");
    if (word.isEmpty()) {
      marks.remove(question, passage);
    } else {
      marks.set(new Marks.Mark(question, passage, text(fields, "text"), Marks.Verdict.of(word)));
    }
    return json(Map.of("marks", marks.count()));
  }

  private static String text(Map<?, ?> fields, String name) {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(name + " must be a text.");
  }

  static byte[] json(Map<String, ? extends @Nullable Object> value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonValues.generator(bytes)) {
      JsonValues.write(json, "", value);
    } catch (IOException e) {
      throw new AssertionError("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
