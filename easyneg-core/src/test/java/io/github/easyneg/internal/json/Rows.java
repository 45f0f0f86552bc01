package io.github.easyneg.internal.json;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.QaRow;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Rows as JSON, good and bad. */
final class Rows {
  static final String GOOD = json("[\"a\", \"b\"]", "\"q\"", "\"w\"", "0");

  private Rows() {}

  static String json(String contexts, String question, String answer, String index) {
    return "{\"contexts\": %s, \"question\": %s, \"answer\": %s, \"positive_ctx_idx\": %s}"
        .formatted(contexts, question, answer, index);
  }

  static List<QaRow> all(Dataset dataset) {
    try (Stream<QaRow> rows = dataset.rows()) {
      return rows.toList();
    }
  }

  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
