package io.github.easyneg.publish;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.format.CorpusFormat;
import io.github.easyneg.format.Labels;
import io.github.easyneg.format.OutputFormat;
import io.github.easyneg.format.OutputRecord;
import io.github.easyneg.mine.MinedNegative;
import io.github.easyneg.mine.MinedRow;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The columns that a format's records have, and their types, as a {@link DatasetCard} declares
 * them. Without it, {@code datasets.load_dataset} guesses types from the data, and takes a column
 * of empty lists or nulls for one without a type.
 *
 * <p>What a format says itself is known from a row that has everything; fields that come from the
 * source, as {@code germanrag} hands them on, are learnt from the {@linkplain #add records}.
 * Thread-safe.
 */
public final class Features {
  /** The names of rows are of no matter, their number is: a tuple may need many. */
  private static final int MOST_NEGATIVES = 1 << 12;

  private Optional<ColumnType> type;

  private Features(Optional<ColumnType> type) {
    this.type = type;
  }

  /** Returns the features of a format's records. */
  public static Features of(OutputFormat format) {
    Features features = new Features(Optional.of(ColumnType.Plain.NULL));
    for (int negatives = 2; negatives <= MOST_NEGATIVES; negatives *= 2) {
      List<OutputRecord> records = format.records(sample(negatives), labels());
      if (!records.isEmpty()) {
        records.forEach(features::add);
        return features;
      }
    }
    return features;
  }

  /** Returns the features of a format's file of passages. */
  static Features ofCorpus(CorpusFormat format) {
    Features features = new Features(Optional.of(ColumnType.Plain.NULL));
    features.add(format.corpusRecord(Passage.of("text")));
    return features;
  }

  private static Labels labels() {
    return new Labels(Labels.DEFAULT_REFUSAL, 0);
  }

  private static MinedRow sample(int negatives) {
    QaRow row =
        new QaRow(List.of("positive", "hard"), "question", "answer", OptionalInt.of(0), Map.of());
    List<MinedNegative> mined =
        IntStream.range(0, negatives)
            .mapToObj(i -> MinedNegative.of(Passage.of("negative " + i), "easy").build())
            .toList();
    return new MinedRow(row, 1, mined, Optional.empty())
        .withContextCosines(Collections.nCopies(2, 0.0));
  }

  /** Learns from a record that is written. */
  public synchronized void add(OutputRecord record) {
    type = ColumnType.both(type, ColumnType.of(record.fields()));
  }

  /**
   * Returns the list of features in YAML, as {@code datasets} reads it; empty where a column has
   * values of several types, which it cannot declare.
   *
   * @param indent before each line
   */
  synchronized Optional<String> yaml(String indent) {
    return type.filter(ColumnType.Struct.class::isInstance)
        .map(
            struct -> {
              StringBuilder yaml = new StringBuilder();
              fields((ColumnType.Struct) struct, indent, yaml);
              return yaml.toString();
            });
  }

  private static void fields(ColumnType.Struct struct, String indent, StringBuilder yaml) {
    struct
        .fields()
        .forEach(
            (name, type) -> {
              yaml.append(indent).append("- name: ").append(Yaml.quoted(name)).append('\n');
              type(type, "dtype", indent + "  ", yaml);
            });
  }

  /** Writes a type under the key {@code list}, or the key that says its kind. */
  private static void type(ColumnType type, String key, String indent, StringBuilder yaml) {
    if (type instanceof ColumnType.Plain plain) {
      yaml.append(indent).append(key).append(": ").append(plain.dtype).append('\n');
    } else if (type instanceof ColumnType.ListOf list) {
      String inner = key.equals("dtype") ? indent : nested(key, indent, yaml);
      type(list.element(), "list", inner, yaml);
    } else if (type instanceof ColumnType.Struct struct) {
      String ofFields = key.equals("dtype") ? "struct" : key;
      boolean empty = struct.fields().isEmpty();
      yaml.append(indent).append(ofFields).append(empty ? ": []\n" : ":\n");
      fields(struct, indent, yaml);
    }
  }

  private static String nested(String key, String indent, StringBuilder yaml) {
    yaml.append(indent).append(key).append(":\n");
    return indent + "  ";
  }
}
