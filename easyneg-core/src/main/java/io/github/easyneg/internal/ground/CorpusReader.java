package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.internal.text.Languages;
import io.github.easyneg.report.Progress;
import io.github.easyneg.report.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads a data set for the first time and collects its distinct passages. */
public final class CorpusReader {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Passage> passages = new ArrayList<>();
  private final Map<Integer, String> sourceIds = new HashMap<>();
  private final SameQuestions.Builder sameQuestions = new SameQuestions.Builder();
  private final FrequentTexts.Builder answers = new FrequentTexts.Builder();
  private final BitSet inCorpus = new BitSet();
  private int[] frequencies = new int[64];
  private final Map<Integer, Kept> kinds = new TreeMap<>();
  private long rows;
  private long withPositive;
  private long withAnswer;
  private long contexts;
  private final Languages languages = new Languages();
  private long checksum;
  private long sequence;

  /** A row that stands for its kind. */
  private record Kept(QaRow row, int negatives) {}

  private CorpusReader() {}

  /**
   * Reads the rows, and the passages beside them.
   *
   * @param beside passages beside the rows
   * @param alone whether those alone are candidates
   */
  public static Corpus read(
      Dataset dataset,
      Optional<io.github.easyneg.data.Corpus> beside,
      boolean alone,
      Progress progress) {
    CorpusReader reader = new CorpusReader();
    try (Stream<QaRow> rows = dataset.rows()) {
      Iterator<QaRow> all = rows.iterator();
      while (all.hasNext()) {
        reader.add(all.next());
        if (reader.rows % 1024 == 0) {
          Workers.requireNotInterrupted();
          progress.on(Stage.READ, reader.rows, OptionalLong.empty());
        }
      }
    }
    if (reader.rows == 0) {
      throw new IllegalArgumentException(
          dataset.name() + " has no rows; mining needs at least one.");
    }
    progress.on(Stage.READ, reader.rows, OptionalLong.of(reader.rows));
    beside.ifPresent(reader::add);
    return reader.build(alone);
  }

  private void add(io.github.easyneg.data.Corpus beside) {
    long read = 0;
    try (Stream<Passage> stream = beside.passages()) {
      for (Iterator<Passage> all = stream.iterator(); all.hasNext(); ) {
        Passage passage = all.next();
        int number = number(passage.text());
        inCorpus.set(number);
        passage.sourceId().ifPresent(id -> sourceIds.merge(number, id, CorpusReader::first));
        if (++read % 1024 == 0) {
          Workers.requireNotInterrupted();
        }
      }
    }
    if (read == 0) {
      throw new IllegalArgumentException(
          beside.name() + " has no passages; a corpus needs at least one.");
    }
  }

  private void add(QaRow row) {
    rows++;
    // A sum does not depend on the order of the rows.
    long key = row.key();
    checksum += key;
    sequence = sequence * Corpus.Census.FACTOR + key;
    languages.add(key, row.question());
    if (!row.hasPositive()) {
      sameQuestions.addUnanswered(row.question());
    }
    row.answers().forEach(answers::add);
    Set<Integer> positives = Set.copyOf(row.positives());
    for (int i = 0; i < row.contexts().size(); i++) {
      int number = number(row.contexts().get(i));
      frequencies[number]++;
      contexts++;
      if (positives.contains(i)) {
        sameQuestions.add(row.question(), number);
      }
      row.contextId(i).ifPresent(id -> sourceIds.merge(number, id, CorpusReader::first));
    }
    kinds.merge(
        (row.hasPositive() ? 2 : 0) + (row.answers().isEmpty() ? 0 : 1),
        new Kept(row, row.hardNegatives().size()),
        (kept, other) -> other.negatives() > kept.negatives() ? other : kept);
    withPositive += row.hasPositive() ? 1 : 0;
    withAnswer += row.answers().isEmpty() ? 0 : 1;
  }

  /** Of two ids of one text the same one, in whatever order the rows stand. */
  private static String first(String one, String other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private int number(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    int number = passages.size();
    numbers.put(text, number);
    passages.add(Passage.of(text));
    if (number == frequencies.length) {
      frequencies = Arrays.copyOf(frequencies, 2 * number);
    }
    return number;
  }

  /** Takes ids away that several texts have, and returns how many those are. */
  private int removeAmbiguousIds() {
    Map<String, Integer> texts = new HashMap<>();
    sourceIds.values().forEach(id -> texts.merge(id, 1, Integer::sum));
    texts.values().removeIf(count -> count == 1);
    sourceIds.values().removeIf(texts::containsKey);
    return texts.size();
  }

  private Corpus build(boolean alone) {
    Corpus.SourceIds ids = new Corpus.SourceIds(!sourceIds.isEmpty(), removeAmbiguousIds());
    BitSet candidates = new BitSet();
    int[] order =
        IntStream.range(0, passages.size())
            .boxed()
            .sorted(Comparator.comparing(i -> passages.get(i).id()))
            .mapToInt(Integer::intValue)
            .toArray();
    Passage[] sorted = new Passage[order.length];
    int[] sortedFrequencies = new int[order.length];
    int[] renumbered = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      sorted[i] = passages.get(order[i]).withSourceId(Optional.ofNullable(sourceIds.get(order[i])));
      // One that is in no row counts as if it were in one.
      sortedFrequencies[i] = Math.max(1, frequencies[order[i]]);
      candidates.set(i, !alone || inCorpus.get(order[i]));
      renumbered[order[i]] = i;
    }
    return new Corpus(
        sorted,
        sortedFrequencies,
        candidates,
        (int) IntStream.range(0, order.length).filter(i -> frequencies[i] > 0).count(),
        ids,
        sameQuestions.build(renumbered),
        answers.build(SameQuestions.MANY),
        new Corpus.Census(
            rows,
            withPositive,
            withAnswer,
            contexts,
            checksum,
            sequence,
            languages.found(),
            kinds.values().stream().map(Kept::row).toList()));
  }
}
