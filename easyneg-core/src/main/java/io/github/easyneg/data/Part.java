package io.github.easyneg.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Some rows of another data set, by number, without some of their contexts, and those passages of
 * its corpus that go with them. Stops if the rows are not what they were when they were chosen.
 */
final class Part implements Dataset {
  private final Dataset whole;
  private final boolean heldOut;
  private final double fraction;
  private final long[] keys;
  private final BitSet chosen;
  private final Map<Integer, BitSet> removed;
  private final int[] numbers;

  /**
   * Makes a part.
   *
   * @param keys of all rows of the whole, in order
   * @param chosen the numbers of this part's rows, from 0
   * @param removed by row, the contexts to leave out; never a positive, never all of them
   * @param heldOut whether this is the part that is held out; the other rows are kept
   * @param fraction the share of the passages in no row that go with the part that is held out
   */
  Part(
      Dataset whole,
      long[] keys,
      BitSet chosen,
      Map<Integer, BitSet> removed,
      boolean heldOut,
      double fraction) {
    this.whole = whole;
    this.heldOut = heldOut;
    this.fraction = fraction;
    this.keys = keys;
    this.chosen = chosen;
    this.removed = removed;
    this.numbers = chosen.stream().map(row -> row + 1).toArray();
  }

  @Override
  public String name() {
    return whole.name() + (heldOut ? " [held out]" : " [kept]");
  }

  @Override
  public Map<String, String> sources() {
    return whole.sources();
  }

  @Override
  public List<String> notes() {
    return whole.notes();
  }

  /** Returns the passages that go with this part's rows: none of the other's, see {@link Split}. */
  @Override
  public Optional<Corpus> corpus() {
    return whole.corpus().map(corpus -> new SideCorpus(corpus, this, others(), fraction, heldOut));
  }

  private Part others() {
    BitSet rest = new BitSet(keys.length);
    rest.set(0, keys.length);
    rest.andNot(chosen);
    return new Part(whole, keys, rest, removed, !heldOut, fraction);
  }

  @Override
  public Optional<InputFormat> readAs() {
    return whole.readAs();
  }

  @Override
  public List<Path> files() {
    return whole.files();
  }

  @Override
  public Optional<Path> rejectsFile() {
    return whole.rejectsFile();
  }

  @Override
  public long rejectedRows() {
    return whole.rejectedRows();
  }

  @Override
  public Stream<QaRow> rows() {
    Stream<QaRow> rows = whole.rows();
    return StreamSupport.stream(new Chosen(rows.spliterator()), false).onClose(rows::close);
  }

  @Override
  public long sourceNumber(long number) {
    return whole.sourceNumber(
        number < 1 || number > numbers.length ? number : numbers[(int) number - 1]);
  }

  private static QaRow without(QaRow row, @Nullable BitSet removed) {
    if (removed == null) {
      return row;
    }
    List<String> contexts = new ArrayList<>();
    Map<Integer, Integer> renumbered = new HashMap<>();
    Map<Integer, String> ids = new HashMap<>();
    for (int i = 0; i < row.contexts().size(); i++) {
      if (!removed.get(i)) {
        renumbered.put(i, contexts.size());
        if (row.contextId(i).isPresent()) {
          ids.put(contexts.size(), row.contextId(i).get());
        }
        contexts.add(row.contexts().get(i));
      }
    }
    List<Integer> positives = row.positives().stream().map(renumbered::get).toList();
    return new QaRow(contexts, row.question(), row.answers(), positives, ids, row.extra());
  }

  private final class Chosen extends AbstractSpliterator<QaRow> {
    private final Spliterator<QaRow> all;
    private int number;

    Chosen(Spliterator<QaRow> all) {
      super(chosen.cardinality(), Spliterator.ORDERED | Spliterator.NONNULL);
      this.all = all;
    }

    @Override
    public boolean tryAdvance(Consumer<? super QaRow> action) {
      boolean[] found = {false};
      while (!found[0]) {
        boolean more =
            all.tryAdvance(
                row -> {
                  int here = number++;
                  if (here >= keys.length || row.key() != keys[here]) {
                    throw changed(here);
                  }
                  if (chosen.get(here)) {
                    found[0] = true;
                    action.accept(without(row, removed.get(here)));
                  }
                });
        if (!more) {
          if (number < keys.length) {
            throw changed(number);
          }
          return false;
        }
      }
      return true;
    }

    private DatasetFormatException changed(int here) {
      return new DatasetFormatException(
          whole.name()
              + ": row "
              + (here + 1)
              + " is not what it was when the data set was split; do not change the data while"
              + " they are in use, and start again.");
    }
  }
}
