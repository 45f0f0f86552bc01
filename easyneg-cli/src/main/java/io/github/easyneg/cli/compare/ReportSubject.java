package io.github.easyneg.cli.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.easyneg.internal.io.Reason;
import io.github.easyneg.internal.json.InputFile;
import io.github.easyneg.internal.json.JsonRecord;
import io.github.easyneg.internal.json.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A report as JSON, {@code report.json}. */
final class ReportSubject implements Subject {
  private final Path file;
  private final Map<?, ?> report;

  private ReportSubject(Path file, Map<?, ?> report) {
    this.file = file;
    this.report = report;
  }

  /**
   * Reads a report.
   *
   * @return empty if the file is not a report
   * @throws IllegalArgumentException if there is no such file
   */
  static Optional<ReportSubject> read(Path file) {
    InputFile.require(
        file, "name an audit, a report.json, or the folder that 'easyneg mine --report' wrote");
    try (InputStream in = TextFile.open(file);
        JsonParser parser = new JsonFactory().createParser(in)) {
      boolean isReport =
          parser.nextToken() == JsonToken.START_OBJECT && "dataset".equals(parser.nextFieldName());
      if (!isReport) {
        return Optional.empty();
      }
      parser.nextToken();
      Map<String, @Nullable Object> report = new LinkedHashMap<>();
      report.put("dataset", JsonRecord.value(parser));
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        report.put(name, JsonRecord.value(parser));
      }
      return Optional.of(new ReportSubject(file, report));
    } catch (JsonProcessingException e) {
      // Invalid JSON is reported by the reader of audits, with its line.
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read: " + Reason.of(e) + ".", e);
    }
  }

  @Override
  public String name() {
    return String.format(Locale.ROOT, "%s (report)", file);
  }

  @Override
  public Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    map(report.get("provenance"))
        .forEach((name, value) -> settings.put(String.valueOf(name), String.valueOf(value)));
    return settings;
  }

  @Override
  public Map<String, Number> figures() {
    Map<String, Number> figures = new LinkedHashMap<>();
    put(figures, Figures.ROWS, "rows", "read");
    long shortRows =
        map(map(report.get("negatives")).get("short_rows")).values().stream()
            .mapToLong(count -> ((Number) count).longValue())
            .sum();
    figures.put(Figures.SHORT, shortRows);
    put(figures, Figures.NEGATIVES, "negatives", "mined");
    put(figures, Figures.DISTINCT, "reuse", "distinct");
    put(figures, Figures.MOST_USED, "reuse", "max");
    put(figures, Figures.GINI, "reuse", "gini");
    put(figures, Figures.LINES, "lines", "written");
    put(figures, Figures.REFUSALS, "lines", "refusal_share");
    for (double share : new double[] {0.05, 0.5, 0.95}) {
      put(
          figures,
          Figures.quantile("cosine", share),
          "cosines",
          "mined",
          "quantiles",
          Double.toString(share));
    }
    return figures;
  }

  private void put(Map<String, Number> figures, String name, String... path) {
    Object value = report;
    for (String field : path) {
      value = map(value).get(field);
    }
    if (value instanceof Number number) {
      figures.put(name, number);
    }
  }

  @Override
  public Map<String, Long> guards() {
    Map<String, Long> guards = new TreeMap<>();
    map(report.get("rejected"))
        .forEach((guard, count) -> guards.put(String.valueOf(guard), ((Number) count).longValue()));
    return guards;
  }

  @Override
  public void forEachRow(Consumer<ComparedRow> user) {
    for (Object example : list(report.get("examples"))) {
      Map<?, ?> row = map(map(example).get("row"));
      Map<String, String> negatives = new LinkedHashMap<>();
      for (Object negative : list(map(example).get("negatives"))) {
        Map<?, ?> passage = map(map(negative).get("passage"));
        negatives.put(String.valueOf(passage.get("id")), String.valueOf(passage.get("text")));
      }
      user.accept(
          ComparedRow.of(
              map(example).get("number") instanceof Number number ? number.longValue() : 0,
              String.valueOf(row.get("question")),
              list(row.get("contexts")).stream().map(String::valueOf).toList(),
              negatives));
    }
  }

  private static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  private static List<?> list(@Nullable Object value) {
    return value instanceof List<?> list ? list : List.of();
  }
}
