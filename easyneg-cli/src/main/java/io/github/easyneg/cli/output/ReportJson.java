package io.github.easyneg.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.easyneg.internal.json.JsonValues;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.report.Histogram;
import io.github.easyneg.report.LineCounts;
import io.github.easyneg.report.MiningReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A report as JSON. Field names are the report's own, in snake case, so that nothing that a report
 * says is left out; times are in seconds, and what is undefined is {@code null}.
 */
final class ReportJson {
  private static final double[] SHARES = {0.05, 0.25, 0.5, 0.75, 0.95};

  private ReportJson() {}

  /** Returns the report as one JSON object. */
  static String of(MiningReport report) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JsonValues.generator(bytes)) {
      JsonGenerator unused = json.useDefaultPrettyPrinter();
      JsonValues.write(json, "report", figures(report));
    } catch (IOException e) {
      throw new UncheckedIOException("the report could not be turned into JSON", e);
    }
    return bytes.toString(StandardCharsets.UTF_8) + "\n";
  }

  private static Map<String, @Nullable Object> figures(MiningReport report) {
    Map<String, @Nullable Object> figures = new LinkedHashMap<>();
    figures.put("dataset", report.dataset());
    figures.put("rows", plain(report.rows()));
    figures.put("negatives", plain(report.negatives()));
    figures.put("lines", plain(report.lines()));
    figures.put("relabelled", plain(report.relabelled()));
    figures.put("embeddings", plain(report.embeddings()));
    figures.put("reuse", plain(report.reuse()));
    figures.put("cosines", plain(report.cosines()));
    report.distracting().ifPresent(effects -> figures.put("distracting", histogram(effects)));
    figures.put("rejected", plain(report.rejected()));
    figures.put("without_verdict", plain(report.withoutVerdict()));
    figures.put("guard_counts", guardCounts(report.guardCounts()));
    figures.put("cost", plain(report.cost()));
    figures.put("time", plain(report.time()));
    figures.put("advice", plain(report.advice()));
    figures.put("notes", plain(report.notes()));
    figures.put("examples", plain(report.examples()));
    figures.put("provenance", plain(report.provenance()));
    return figures;
  }

  private static Map<String, Object> guardCounts(Map<String, Map<String, Long>> guards) {
    Map<String, Object> all = new LinkedHashMap<>();
    guards.forEach(
        (guard, counts) -> {
          Map<String, Object> fields = new LinkedHashMap<>();
          counts.forEach((name, count) -> fields.put(name.replace(' ', '_'), count));
          all.put(guard, fields);
        });
    return all;
  }

  private static Map<String, @Nullable Object> negative(MinedNegative negative) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("passage", plain(negative.passage()));
    fields.put("pool", negative.pool());
    fields.put("cosine", plain(negative.cosine()));
    fields.put("cosine_quantile", plain(negative.cosineQuantile()));
    fields.put("lexical_quantile", plain(negative.lexicalQuantile()));
    fields.put("frequency", negative.frequency());
    fields.put("probability", plain(negative.probability()));
    fields.put("guards", plain(negative.guards()));
    negative.distracting().ifPresent(effect -> fields.put("distracting", effect));
    return fields;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof MinedNegative negative) {
      return negative(negative);
    }
    if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? (Double) optional.getAsDouble() : null;
    }
    if (value instanceof Histogram histogram) {
      return histogram(histogram);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      map.forEach((key, v) -> plain.put(String.valueOf(plain(key)), plain(v)));
      return plain;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(ReportJson::plain).toList();
    }
    if (value instanceof Optional<?> optional) {
      return plain(optional.orElse(null));
    }
    if (value instanceof OptionalInt optional) {
      return optional.isPresent() ? (Integer) optional.getAsInt() : null;
    }
    if (value instanceof OptionalDouble optional) {
      return optional.isPresent() ? plain(optional.getAsDouble()) : null;
    }
    if (value instanceof Duration time) {
      return time.toMillis() / 1000.0;
    }
    if (value instanceof Enum<?> constant) {
      return constant.name().toLowerCase(Locale.ROOT);
    }
    if (value != null && isOurs(value)) {
      return fields(value);
    }
    return value instanceof Double number && !Double.isFinite(number) ? null : value;
  }

  /** Tells whether a value is one of the library's, with accessors named after its fields. */
  private static boolean isOurs(Object value) {
    return value.getClass().getPackageName().startsWith("io.github.easyneg.");
  }

  /** Returns the value of each accessor that is named after a field, in the order of the fields. */
  private static Map<String, @Nullable Object> fields(Object value) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (Field field : value.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        fields.put(snakeCase(field.getName()), plain(accessed(value, field.getName())));
      }
    }
    if (value instanceof LineCounts lines) {
      fields.put("refusal_share", plain(lines.refusalShare()));
    }
    return fields;
  }

  private static @Nullable Object accessed(Object value, String name) {
    try {
      return value.getClass().getMethod(name).invoke(value);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the report's " + name + " cannot be read", e);
    }
  }

  private static Map<String, @Nullable Object> histogram(Histogram histogram) {
    Map<String, @Nullable Object> quantiles = new LinkedHashMap<>();
    for (double share : SHARES) {
      quantiles.put(Double.toString(share), plain(histogram.quantile(share)));
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("total", histogram.total());
    fields.put("quantiles", quantiles);
    fields.put("from", -1.0);
    fields.put("to", 1.0);
    fields.put("counts", histogram.counts());
    return fields;
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
