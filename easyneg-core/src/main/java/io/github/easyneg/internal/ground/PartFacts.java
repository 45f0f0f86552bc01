package io.github.easyneg.internal.ground;

import io.github.easyneg.data.Passage;
import io.github.easyneg.data.QaRow;
import io.github.easyneg.internal.text.Fold;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds out about a part of the rows what mining must know of all of them, in one of many
 * processes. Memory does not grow with the part. For one thread.
 */
public final class PartFacts {
  /** The texts of so many passages are remembered, and given once. */
  private static final int REMEMBERED = 1 << 14;

  private final int part;
  private final Consumer<RowFact> sink;
  private final CensusCount census = new CensusCount();
  private final Set<String> given = new LinkedHashSet<>();
  private long rejected;

  /**
   * Begins a part.
   *
   * @param part its number; parts in their order are the data set
   * @param sink takes each fact
   */
  public PartFacts(int part, Consumer<RowFact> sink) {
    this.part = part;
    this.sink = sink;
  }

  /**
   * What was counted of a part.
   *
   * @param part its number
   * @param rows that it has, without those that were rejected
   * @param checksum of the rows, whatever their order
   * @param sequence a checksum of the rows in their order
   * @param rejected how many rows were rejected
   */
  public record Size(int part, long rows, long checksum, long sequence, long rejected) {
    /** What a fact about a part begins with: rows rejected, the sequence, {@link CensusCount}'s. */
    private static final int BYTES = (2 + CensusCount.COUNTS) * Long.BYTES;

    /** Returns of a fact about a part what {@link #of} needs, without any text. */
    public static RowFact alone(RowFact fact) {
      return RowFact.part((int) fact.a(), Arrays.copyOf(fact.bytes(), BYTES));
    }

    /** Returns what a fact about a part holds. */
    public static Size of(RowFact fact) {
      try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(fact.bytes()))) {
        long rejected = in.readLong();
        long sequence = in.readLong();
        CensusCount census = new CensusCount();
        census.addCounts(in);
        return new Size((int) fact.a(), census.rows(), census.checksum(), sequence, rejected);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Adds a row. */
  public void add(QaRow row) {
    census.add(row);
    long question = Fold.questionHash(row.question());
    if (!row.hasPositive()) {
      sink.accept(RowFact.unanswered(question));
    }
    row.answers().forEach(answer -> sink.accept(RowFact.answer(Fold.exactHash(answer))));
    Set<Integer> positives = Set.copyOf(row.positives());
    for (int i = 0; i < row.contexts().size(); i++) {
      Passage passage = Passage.of(row.contexts().get(i));
      long high = MappedPassages.high(passage.id());
      long low = MappedPassages.low(passage.id());
      sink.accept(
          RowFact.passage(
              high,
              low,
              1,
              isNew(passage.id()) ? Optional.of(passage.text()) : Optional.empty(),
              row.contextId(i)));
      if (positives.contains(i)) {
        sink.accept(RowFact.question(question, high, low));
      }
    }
  }

  private boolean isNew(String id) {
    boolean added = given.add(id);
    if (added && given.size() > REMEMBERED) {
      given.remove(given.iterator().next());
    }
    return added;
  }

  /** Counts a row that is not as expected, and is left out. */
  public void reject() {
    rejected++;
  }

  /** Ends the part. */
  public void end() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeLong(rejected);
      out.writeLong(census.sequence());
      census.write(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    sink.accept(RowFact.part(part, bytes.toByteArray()));
  }
}
