package io.github.easyneg.bench;

import io.github.easyneg.Conversion;
import io.github.easyneg.EasyNegatives;
import io.github.easyneg.check.DatasetCheck;
import io.github.easyneg.data.BadRows;
import io.github.easyneg.data.Datasets;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.embed.HashingEmbedder;
import io.github.easyneg.format.OutputFormats;
import io.github.easyneg.mine.Guards;
import io.github.easyneg.mine.Pool;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of {@link Growth}, and what is done with them. Closing it deletes them. */
final class GrowthFiles implements Closeable {
  private final Path folder;
  private int files;

  GrowthFiles(Path folder) {
    this.folder = folder;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  private Path next(String name) {
    return folder.resolve(files++ + name);
  }

  private Path write(CharSequence text) {
    try {
      return Files.writeString(next(".jsonl"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer is nearly in each context, as far as its words go. */
  Runnable repeating(int words) {
    String text = "ja ".repeat(words);
    return checking(
        List.of(QaRow.of(List.of("x " + text + "nein", text, text + "so"), "?", text + "nein", 0)));
  }

  Runnable aliases(int size) {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      answers.add("name" + i + " wort");
    }
    QaRow row = QaRow.of(List.of("wort " + "a b c ".repeat(size), "b"), "?", "", 0);
    return checking(List.of(row.withAnswers(answers)));
  }

  Runnable positives(int size) {
    List<String> contexts = new ArrayList<>();
    List<Integer> positives = new ArrayList<>();
    for (int i = 0; i < 2 * size; i++) {
      contexts.add("text of many words number " + (10_000_000 + i));
      if (i < size) {
        positives.add(i);
      }
    }
    QaRow row = QaRow.withoutPositive(contexts, "?", "none").withPositives(positives);
    return checking(List.of(row));
  }

  /** Reads rows from a file as {@code easyneg doctor} does, and looks at them. */
  Runnable checking(List<QaRow> rows) {
    StringBuilder json = new StringBuilder();
    for (QaRow row : rows) {
      json.append("{\"question\": \"").append(row.question());
      json.append("\", \"positive_ctx_idx\": ").append(row.positives());
      json.append(", \"contexts\": ").append(quoted(row.contexts()));
      json.append(", \"answers\": ").append(quoted(row.answers())).append("}\n");
    }
    Path file = write(json);
    return () -> {
      if (DatasetCheck.of(file).run(finding -> {}).rows() != rows.size()) {
        throw new AssertionError();
      }
    };
  }

  private static String quoted(List<String> texts) {
    return texts.stream()
        .map(text -> text.replace("\n", "\\n"))
        .collect(Collectors.joining("\", \"", "[\"", "\"]"));
  }

  Runnable auditing(List<QaRow> rows, int k) {
    Path audit = next(".audit.jsonl");
    Path out = next(".mined.jsonl");
    return () -> audit(rows, k, audit, out);
  }

  private static void audit(List<QaRow> rows, int k, Path audit, Path out) {
    var unused =
        EasyNegatives.from(Datasets.of(rows))
            .embedWith(HashingEmbedder.ofDimension(64))
            .candidates(Pool.all())
            // It compares a row's negatives with each other: the square of k, which is small.
            .withoutGuards(Guards.NEAR_DUPLICATE)
            .sampleK(k)
            .auditTo(audit)
            .write(OutputFormats.axolotl(), out);
  }

  Runnable converting(List<QaRow> rows, int k) {
    Path audit = next(".audit.jsonl");
    Path out = next(".converted.jsonl");
    audit(rows, k, audit, out);
    return () -> {
      if (Conversion.of(audit).write(OutputFormats.axolotl(), out).rows() != rows.size()) {
        throw new AssertionError();
      }
    };
  }

  Runnable endless(int size, String end) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      lines
          .append(
              String.format(
                  Locale.ROOT, "{\"contexts\": [\"foo %1$d\"], \"question\": \"q %1$d\", ", i))
          .append("\"answer\": \"foo\", \"positive_ctx_idx\": 0}\n");
    }
    for (int i = 1; i <= size; i++) {
      lines.append("[").append("1,".repeat(500)).append('\n');
      if (i % 900 == 0 && !end.isEmpty()) {
        lines.append("1").append(end).append('\n');
      }
    }
    Path in = write(lines);
    Path rejects = next(".rejects.jsonl");
    return () -> {
      try (Stream<QaRow> rows = Datasets.jsonl(BadRows.skip(rejects, 2L * size), in).rows()) {
        if (rows.count() != 60) {
          throw new AssertionError();
        }
      }
    };
  }
}
