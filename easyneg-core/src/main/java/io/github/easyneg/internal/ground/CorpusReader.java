package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Corpus;
import io.github.easyneg.data.Dataset;
import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.concurrent.Workers;
import io.github.easyneg.report.Progress;
import io.github.easyneg.report.Stage;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads a data set for the first time and collects its distinct passages in Java's heap. */
public final class CorpusReader {
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Passage> passages = new ArrayList<>();
  private final RowFacts.Builder facts = new RowFacts.Builder();
  private final BitSet inCorpus = new BitSet();

  private CorpusReader() {}

  /**
   * Reads the rows, and the passages next to them.
   *
   * @param beside passages next to the rows
   * @param alone whether those alone are candidates
   */
  public static NumberedPassages read(
      Dataset dataset, Optional<Corpus> beside, boolean alone, Progress progress) {
    CorpusReader reader = new CorpusReader();
    eachRow(dataset, reader::add, progress);
    beside.ifPresent(corpus -> eachPassage(corpus, reader::add));
    return reader.build(alone);
  }

  /** Reads all rows, of which there must be one. */
  static void eachRow(Dataset dataset, Consumer<QaRow> consumer, Progress progress) {
    long read = 0;
    try (Stream<QaRow> rows = dataset.rows()) {
      for (Iterator<QaRow> all = rows.iterator(); all.hasNext(); ) {
        consumer.accept(all.next());
        if (++read % 1024 == 0) {
          Workers.requireNotInterrupted();
          progress.on(Stage.READ, read, OptionalLong.empty());
        }
      }
    }
    if (read == 0) {
      throw new IllegalArgumentException(
          dataset.name() + " has no rows; mining needs at least one.");
    }
    progress.on(Stage.READ, read, OptionalLong.of(read));
  }

  /** Reads all passages, of which there must be one. */
  static void eachPassage(Corpus beside, Consumer<Passage> consumer) {
    long read = 0;
    try (Stream<Passage> stream = beside.passages()) {
      for (Iterator<Passage> all = stream.iterator(); all.hasNext(); ) {
        consumer.accept(all.next());
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

  private void add(Passage passage) {
    int number = number(passage.text());
    inCorpus.set(number);
    passage.sourceId().ifPresent(id -> facts.addSourceId(number, id));
  }

  private void add(QaRow row) {
    facts.add(row, row.contexts().stream().mapToInt(this::number).toArray());
  }

  private int number(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    int number = passages.size();
    numbers.put(text, number);
    passages.add(Passage.of(text));
    return number;
  }

  /** Takes ids away that several texts have, and returns how many those are. */
  static int removeAmbiguous(Map<Integer, String> sourceIds) {
    Map<String, Integer> texts = new HashMap<>();
    sourceIds.values().forEach(id -> texts.merge(id, 1, Integer::sum));
    texts.values().removeIf(count -> count == 1);
    sourceIds.values().removeIf(texts::containsKey);
    return texts.size();
  }

  private NumberedPassages build(boolean alone) {
    Map<Integer, String> sourceIds = facts.sourceIds();
    Passages.SourceIds ids =
        new Passages.SourceIds(!sourceIds.isEmpty(), removeAmbiguous(sourceIds));
    BitSet candidates = new BitSet();
    int[] order =
        IntStream.range(0, passages.size())
            .boxed()
            .sorted(Comparator.comparing(i -> passages.get(i).id()))
            .mapToInt(Integer::intValue)
            .toArray();
    Passage[] sorted = new Passage[order.length];
    int[] renumbered = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      sorted[i] = passages.get(order[i]).withSourceId(Optional.ofNullable(sourceIds.get(order[i])));
      candidates.set(i, !alone || inCorpus.get(order[i]));
      renumbered[order[i]] = i;
    }
    return new NumberedPassages(
        new HeapPassages(sorted, ids), candidates, facts.build(order.length, n -> renumbered[n]));
  }
}
