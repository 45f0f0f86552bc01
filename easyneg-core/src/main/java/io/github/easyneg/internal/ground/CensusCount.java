package io.github.easyneg.internal.ground;

import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.io.DataTexts;
import io.github.easyneg.internal.text.Languages;
import io.github.easyneg.internal.text.QuestionTerms;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts rows, one after the other or part by part. For one thread. */
final class CensusCount {
  /** How many numbers come first in what is written. */
  static final int COUNTS = 5;

  private final Map<Integer, Kept> kinds = new TreeMap<>();
  private final Languages languages = new Languages();
  private final QuestionTerms.Sample questions = new QuestionTerms.Sample();
  private long rows;
  private long withPositive;
  private long withAnswer;
  private long contexts;
  private long checksum;
  private long sequence;

  /** A row that stands for its kind. */
  private record Kept(QaRow row, int negatives) {}

  /** Adds a row. */
  void add(QaRow row) {
    rows++;
    // A sum does not depend on the order of the rows.
    long key = row.key();
    checksum += key;
    sequence = NumberedPassages.Census.sequence(sequence, key);
    languages.add(key, row.question());
    questions.add(row.question());
    keep(
        (row.hasPositive() ? 2 : 0) + (row.answers().isEmpty() ? 0 : 1),
        new Kept(row, row.hardNegatives().size()));
    withPositive += row.hasPositive() ? 1 : 0;
    withAnswer += row.answers().isEmpty() ? 0 : 1;
    contexts += row.contexts().size();
  }

  private void keep(int kind, Kept row) {
    kinds.merge(kind, row, (kept, other) -> other.negatives() > kept.negatives() ? other : kept);
  }

  /** Returns how many rows were counted. */
  long rows() {
    return rows;
  }

  /** Returns a checksum of the rows, whatever their order. */
  long checksum() {
    return checksum;
  }

  /** Returns a checksum of the rows in their order. */
  long sequence() {
    return sequence;
  }

  /** Returns what was counted. */
  NumberedPassages.Census census() {
    return new NumberedPassages.Census(
        rows,
        withPositive,
        withAnswer,
        contexts,
        checksum,
        sequence,
        questions.terms(),
        languages.found(),
        kinds.values().stream().map(Kept::row).toList());
  }

  /** Writes what was counted, for {@link #addAll} of another one. */
  void write(DataOutput out) throws IOException {
    for (long count : new long[] {rows, withPositive, withAnswer, contexts, checksum}) {
      out.writeLong(count);
    }
    languages.write(out);
    questions.write(out);
    out.writeInt(kinds.size());
    for (Map.Entry<Integer, Kept> kind : kinds.entrySet()) {
      out.writeInt(kind.getKey());
      write(out, kind.getValue().row());
    }
  }

  /** Adds what another one counted of the rows that come next; their sequence is not kept. */
  void addAll(DataInput in) throws IOException {
    addCounts(in);
    languages.addAll(in);
    questions.addAll(in);
    for (int left = in.readInt(); left > 0; left--) {
      int kind = in.readInt();
      QaRow row = row(in);
      keep(kind, new Kept(row, row.hardNegatives().size()));
    }
  }

  /** Adds the numbers alone, of which there are {@link #COUNTS}, with which it begins. */
  void addCounts(DataInput in) throws IOException {
    rows += in.readLong();
    withPositive += in.readLong();
    withAnswer += in.readLong();
    contexts += in.readLong();
    checksum += in.readLong();
  }

  /** Writes a row without the fields that this library does not read. */
  private static void write(DataOutput out, QaRow row) throws IOException {
    writeTexts(out, row.contexts());
    DataTexts.write(out, row.question());
    writeTexts(out, row.answers());
    out.writeInt(row.positives().size());
    for (int positive : row.positives()) {
      out.writeInt(positive);
    }
    out.writeInt(row.contextIds().size());
    for (Map.Entry<Integer, String> id : row.contextIds().entrySet()) {
      out.writeInt(id.getKey());
      DataTexts.write(out, id.getValue());
    }
  }

  private static QaRow row(DataInput in) throws IOException {
    List<String> contexts = readTexts(in);
    String question = DataTexts.read(in);
    List<String> answers = readTexts(in);
    List<Integer> positives = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      positives.add(in.readInt());
    }
    Map<Integer, String> ids = new LinkedHashMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      ids.put(in.readInt(), DataTexts.read(in));
    }
    return new QaRow(contexts, question, answers, positives, ids, Map.of());
  }

  private static void writeTexts(DataOutput out, List<String> texts) throws IOException {
    out.writeInt(texts.size());
    for (String text : texts) {
      DataTexts.write(out, text);
    }
  }

  private static List<String> readTexts(DataInput in) throws IOException {
    List<String> texts = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      texts.add(DataTexts.read(in));
    }
    return texts;
  }
}
